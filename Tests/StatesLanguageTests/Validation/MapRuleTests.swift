import JSON
import StatesLanguage
import Testing

@Suite struct MapRuleTests {
    private func issues(
        config: String, state: String = "{}", inner: String = #"{"Type": "Succeed"}"#,
        type: ExecutionIdentity.WorkflowType = .standard
    ) throws -> [String] {
        var map = try JSON(parsing: state).object ?? [:]
        map["Type"] = "Map"
        map["End"] = true
        map["ItemProcessor"] = [
            "ProcessorConfig": try JSON(parsing: config), "StartAt": "I", "States": ["I": try JSON(parsing: inner)],
        ]
        return Definition.issues(in: ["StartAt": "A", "States": ["A": .object(map)]], type: type).map(\.description)
    }

    @Test(arguments: [
        (
            #"{"Mode": "DISTRIBUTED"}"#,
            "These fields are required: [ExecutionType] at /States/A/ItemProcessor/ProcessorConfig"
        ),
        (
            #"{"Mode": "INLINE", "ExecutionType": "EXPRESS"}"#,
            "Field 'ExecutionType' is not supported at /States/A/ItemProcessor/ProcessorConfig"
        ),
        (
            #"{"Mode": "DISTRIBUTED", "ExecutionType": "FAST"}"#,
            "Value should be one of the following: [STANDARD, EXPRESS] "
                + "at /States/A/ItemProcessor/ProcessorConfig/ExecutionType"
        ),
    ])
    func configIsChecked(_ config: String, _ issue: String) throws {
        #expect(try issues(config: config) == ["SCHEMA_VALIDATION_FAILED: " + issue])
    }

    @Test(arguments: [
        ("", "Label cannot be empty"), ("a/b", "Label contains invalid character: '/'"),
        (#"a\u0001"#, #"Label contains invalid character: '\u{01}'"#),
        (#"a\n"#, #"Label contains invalid character: '\n'"#),
        (
            String(repeating: "a", count: 41),
            "Invalid Label name: Label '\(String(repeating: "a", count: 41))' exceeds the 40-character limit allowed by the service"
        ),
    ])
    func labelIsChecked(_ label: String, _ issue: String) throws {
        let told = try issues(
            config: #"{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}"#, state: #"{"Label": "\#(label)"}"#)
        #expect(told == ["INVALID_LABEL_NAME: \(issue) at /States/A/Label"])
    }

    @Test func statesOfExpressChildrenDoLess() throws {
        let token = #"""
            {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
             "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}}
            """#
        let told = try issues(config: #"{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}"#, inner: token)
        #expect(told.count == 1)
        #expect(told.first?.contains("does not support '.waitForTaskToken'") == true)
        #expect(try issues(config: #"{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}"#, inner: token) == [])
    }

    @Test func expressWorkflowHasNoDistributedMap() throws {
        let told = try issues(config: #"{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}"#, type: .express)
        #expect(
            told == [
                "SCHEMA_VALIDATION_FAILED: The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' "
                    + "state machines at /States/A/ItemProcessor/ProcessorConfig/Mode"
            ])
    }
}
