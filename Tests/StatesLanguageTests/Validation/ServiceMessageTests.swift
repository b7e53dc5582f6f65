import JSON
import StatesLanguage
import Testing

@Suite struct ServiceMessageTests {
    @Test func exceptionListsAllErrorsAndNoWarnings() {
        let issues = Definition.issues(in: [
            "States": [
                "A": ["Type": "Pass", "Parameters": ["x": "$.x"], "Next": "B", "Extra": 1], "B": ["Type": "Fail"],
            ]
        ])
        #expect(
            DefinitionError(issues: issues).serviceMessage
                == "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /, "
                + "SCHEMA_VALIDATION_FAILED: Field 'Extra' is not supported at /States/A'")
    }

    @Test(arguments: [
        ("", "SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null"),
        ("[]", "SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null"),
        (
            #"{"A" 1}"#,
            "INVALID_JSON_DESCRIPTION: Unexpected character ('1' (code 49)): was expecting a colon to separate field "
                + "name and value\n at [Source: (String)\"{\"A\" 1}\"; line: 1, column: 7] "
                + "at [Source: (String)\"{\"A\" 1}\"; line: 1, column: 7]"
        ),
        (
            "{\n  oops: 1}",
            "INVALID_JSON_DESCRIPTION: Unexpected character ('o' (code 111)): was expecting double-quote to start field "
                + "name\n at [Source: (String)\"{\n  oops: 1}\"; line: 2, column: 4] "
                + "at [Source: (String)\"{\n  oops: 1}\"; line: 2, column: 4]"
        ),
    ])
    func textThatIsNoDefinitionIsTold(_ text: String, _ issue: String) {
        #expect(Definition.issues(inText: text).map(\.description) == [issue])
    }

    @Test(arguments: [
        (#"{"a": 1,}"#, "Remove the comma before it."),
        (#"{'a': 1}"#, "Texts and names stand in straight double quotes (\")."),
        ("{\u{201C}a\u{201D}: 1}", "Texts and names stand in straight double quotes (\")."),
        (#"{"a": True}"#, "Write true."),
        ("{ // why", "JSON has no comments; the language has the field 'Comment' for them."),
        (#"{"a": 1"#, "Is the end of the file missing?"),
    ])
    func whatPeopleMistakeForJSONIsExplained(_ text: String, _ advice: String) {
        #expect(Definition.issues(inText: text).map(\.suggestion) == [advice])
    }

    @Test func aCharacterBeyondASCIIIsShownWhole() {
        let issue = Definition.issues(inText: "{\u{201C}a\u{201D}: 1}").first
        #expect(
            issue?.message.hasPrefix("Unexpected character ('\u{201C}' (code 8220 / 0x201c)): was expecting") == true)
    }

    @Test func longTextIsNotRepeatedInFull() throws {
        let issue = try #require(Definition.issues(inText: String(repeating: "x", count: 700)).first)
        #expect(issue.location?.contains("xxx\"[truncated 200 chars]; line: 1") == true)
    }

    @Test func keyThatStandsTwiceIsTold() {
        let text =
            #"{"StartAt": "A/", "States": {"A/": {"Type": "Fail", "Cause": "x", "Cause": "y"}, "A/": {"Type": "Fail"}}}"#
        #expect(
            Definition.issues(inText: text).map(\.description) == [
                "SCHEMA_VALIDATION_FAILED: Duplicate field 'Cause' at /States/A//Cause",
                "DUPLICATE_STATE_NAME: Duplicate State name: A/ at /States/A/",
            ])
    }

    @Test func namesAreUniqueInTheWholeMachine() {
        let branch: JSON = ["StartAt": "B", "States": ["B": ["Type": "Succeed"]]]
        let issues = Definition.issues(in: [
            "StartAt": "A",
            "States": ["A": ["Type": "Parallel", "Branches": [branch, branch], "End": true]],
        ])
        #expect(
            issues.map(\.description) == [
                "DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/Branches[1]/States/B"
            ])
        #expect(issues.first?.suggestion == "The other one stands at /States/A/Branches/0/States/B.")
    }

    @Test func targetInAnotherGraphIsExplained() {
        let branch: JSON = ["StartAt": "Inner", "States": ["Inner": ["Type": "Pass", "Next": "Outer"]]]
        let issues = Definition.issues(in: [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Parallel", "Branches": [branch], "Next": "Outer"], "Outer": ["Type": "Succeed"],
            ],
        ])
        #expect(
            issues.first?.suggestion
                == "The state of that name stands at /States/Outer; a transition cannot lead into or "
                + "out of a branch or a Map.")
    }

    @Test(arguments: [
        (#"{"A": {"Type": "Pass", "Next": "Wiat"}, "Wait": {"Type": "Succeed"}}"#, "Did you mean 'Wait'?"),
        (#"{"A": {"Type": "Pas", "End": true}}"#, "Did you mean 'Pass'?"),
        (#"{"A": {"Type": "Pass", "Coment": "x", "End": true}}"#, "Did you mean 'Comment'?"),
        (
            #"{"A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEqual": "x", "Next": "A"}]}}"#,
            "Did you mean 'StringEquals'?"
        ),
        (#"{"A": {"Type": "Pass", "Next": "b"}, "B": {"Type": "Succeed"}}"#, "Did you mean 'B'?"),
    ])
    func nearestNameIsSuggested(_ states: String, _ suggestion: String) throws {
        let issues = Definition.issues(in: ["StartAt": "A", "States": try JSON(parsing: states)])
        #expect(issues.first?.suggestion == suggestion)
    }

    @Test(.timeLimit(.minutes(5))) func thousandsOfWrongNamesTakeBoundedTime() {
        let states = (0..<3000).map { ("State \($0)", ["Type": "Pass", "Next": .string("State \($0)x")] as JSON) }
        let issues = Definition.issues(in: ["StartAt": "State 0", "States": .object(JSONObject(states))])
        #expect(issues.count == 200)
        #expect(issues.first?.suggestion == "Did you mean 'State 0'?")
    }
}
