import JSON
import StatesLanguage
import Testing

@Suite struct ChoiceRuleTests {
    @Test(arguments: [
        (#""Variable": "$.x", "StringEquals": 1"#, "Expected value of type String at ~/StringEquals"),
        (
            #""Variable": "$.x", "StringEquals": "a", "IsNull": true"#,
            "There should only be one of the following fields: [StringEquals, IsNull] at ~"
        ),
        (#""And": [{"Variable": "$.x", "IsNull": true, "Next": "B"}]"#, "Field 'Next' is not supported at ~/And[0]"),
        (
            #""And": [], "Not": {}"#,
            "The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at ~"
        ),
        (#""Or": []"#, "Value cannot be empty at ~/Or"),
        (#""StringEquals": "a""#, "These fields are required: [Variable] at ~"),
        (
            #""Variable": "x", "IsNull": true"#,
            "Value is not a Reference Path: Reference path didn't start with '$' at ~/Variable"
        ),
        (#""Variable": "$.x[", "IsNull": true"#, "Value must be a valid JSONPath. at ~/Variable"),
        (
            #""Variable": "$.x", "TimestampEquals": "noon""#,
            "String does not match RFC3339 timestamp at ~/TimestampEquals"
        ),
        (
            #""Condition": "{% true %}", "Variable": "$.x", "IsNull": true"#,
            "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' "
                + "QueryLanguage at ~"
        ),
    ])
    func ruleIsChecked(_ fields: String, _ issue: String) throws {
        let rule = try JSON(parsing: #"{"Next": "B", \#(fields)}"#)
        let states: JSON = ["A": ["Type": "Choice", "Choices": [rule]], "B": ["Type": "Succeed"]]
        let told = Definition.issues(in: ["StartAt": "A", "States": states]).map(\.description)
        #expect(told == ["SCHEMA_VALIDATION_FAILED: " + issue.replacing("~", with: "/States/A/Choices[0]")])
    }
}
