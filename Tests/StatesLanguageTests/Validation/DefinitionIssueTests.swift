import JSON
import StatesLanguage
import Testing

/// A definition with a fault, and what is said about it.
struct FaultyDefinition: CustomTestStringConvertible, Sendable {
    var source: JSON
    var issues: [String]

    init(_ states: JSON, _ issues: String...) {
        source = ["StartAt": "A", "States": states]
        self.issues = issues
    }

    var testDescription: String { issues.first ?? "" }
}

@Suite struct DefinitionIssueTests {
    @Test(arguments: [
        FaultyDefinition(
            ["A": ["Type": "Choice", "Choices": [], "Default": "B"], "C": ["Type": "Succeed"]],
            "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Choices",
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Default",
            "MISSING_TRANSITION_TARGET: State \"C\" is not reachable. at /States/C"),
        // Measured: a target that is missing does not end the workflow.
        FaultyDefinition(
            ["A": ["Type": "Pass", "Next": "B"]],
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
            "MISSING_END_STATE: Workflow has no terminal state at null"),
        FaultyDefinition(
            ["A": ["Type": "Succeed"], "B": ["Type": "Succeed"]],
            #"MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B"#),
        FaultyDefinition(
            ["A": ["Type": "Pass", "Next": "A"]], "MISSING_END_STATE: Workflow has no terminal state at null"),
        FaultyDefinition(
            ["A": ["Type": "Pas", "End": true]],
            "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: "
                + "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type"),
        FaultyDefinition(
            ["A": ["Type": "Pass", "Output": 1, "End": true]],
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for "
                + "the 'JSONata' QueryLanguage at /States/A"),
        FaultyDefinition(
            ["A": ["Type": "Parallel", "Branches": [], "End": true]],
            "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Branches"),
        FaultyDefinition(
            ["A": ["Type": "Map", "ItemReader": Self.itemReader, "ItemProcessor": Self.processor, "End": true]],
            "SCHEMA_VALIDATION_FAILED: Field 'ItemReader' is not supported at /States/A"),
        FaultyDefinition(
            ["A": ["Type": "Pass", "Parameters": ["x/y.$": "$.a["], "End": true]],
            "SCHEMA_VALIDATION_FAILED: The value for the field 'x/y.$' must be a valid JSONPath or a valid intrinsic "
                + "function call at /States/A/Parameters"),
        FaultyDefinition(
            ["A": ["Type": "Wait", "Seconds": 1, "SecondsPath": "$.s", "End": true]],
            "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: "
                + "[SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A"),
        FaultyDefinition(
            ["A": ["Type": "Pass", "QueryLanguage": "JSONata", "InputPath": "$", "End": true]],
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported "
                + "for the 'JSONPath' QueryLanguage at /States/A"),
    ])
    func faultIsToldWithCodeAndPlace(_ example: FaultyDefinition) {
        #expect(Definition.issues(in: example.source).map(\.description) == example.issues)
    }

    static let itemReader: JSON = [
        "Resource": "arn:aws:states:::s3:getObject", "Parameters": ["Bucket": "b", "Key": "k"],
        "ReaderConfig": ["InputType": "JSON"],
    ]
    static let processor: JSON = ["StartAt": "I", "States": ["I": ["Type": "Succeed"]]]

    @Test func allProblemsAreToldAtOnce() {
        let source: JSON = [
            "StartAt": "A", "Extra": 1,
            "States": [
                "A": ["Type": "Task", "Resource": "nowhere", "TimeoutSeconds": 0, "Next": "B"],
                "B": ["Type": "Choice", "Choices": [["Variable": "x", "NumericEquals": "1", "Next": "C"]]],
            ],
        ]
        #expect(
            Definition.issues(in: source).map(\.pointer) == [
                "/States/A/Resource", "/States/A/TimeoutSeconds", "/States/B/Choices/0/Next",
                "/States/B/Choices/0/Variable", "/States/B/Choices/0/NumericEquals", "", "/Extra",
            ])
    }

    @Test func substitutionFillsStringsAndMissingOnesAreOnlyAnIssueOfARun() throws {
        let source: JSON = [
            "StartAt": "A",
            "States": ["A": ["Type": "Pass", "Result": "${One}-${Two}", "End": true]],
        ]
        #expect(Definition.issues(in: source).isEmpty)
        let definition = try Definition(source, substitutions: ["One": "1", "Two": "${One}"])
        #expect(definition.source["States"]?["A"]?["Result"] == "1-${One}")
        let error = #expect(throws: DefinitionError.self) { try Definition(source, substitutions: ["One": "1"]) }
        #expect(error?.issues.map(\.code) == [.unresolvedSubstitution])
        #expect(error?.issues.map(\.pointer) == ["/States/A/Result"])
    }

    @Test func deepNestingIsRefusedNotFollowed() {
        var states: JSON = ["A": ["Type": "Succeed"]]
        for _ in 0..<60 {
            states = ["A": ["Type": "Parallel", "Branches": [["StartAt": "A", "States": states]], "End": true]]
        }
        #expect(Definition.issues(in: ["StartAt": "A", "States": states]).contains { $0.message.contains("nest") })
    }
}
