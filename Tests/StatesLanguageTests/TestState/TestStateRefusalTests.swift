import JSON
import StatesLanguage
import Testing

@Suite struct TestStateRefusalTests {
    static let pass: JSON = ["Type": "Pass", "End": true]
    static let task: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": [:], "End": true,
    ]
    static let token: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": [:], "End": true,
    ]
    static let map: JSON = [
        "Type": "Map", "ItemProcessor": ["StartAt": "I", "States": ["I": ["Type": "Pass", "End": true]]], "End": true,
    ]

    struct Case: CustomTestStringConvertible, Sendable {
        var definition: JSON
        var members: JSONObject
        var refusal: String

        init(_ definition: JSON, _ members: JSONObject, _ refusal: String) {
            (self.definition, self.members, self.refusal) = (definition, members, refusal)
        }

        var testDescription: String { refusal }
    }

    static let mocks = [
        Case(pass, ["mock": ["result": [:]]], "State type 'Pass' is not supported when a mock is specified"),
        Case(
            task, ["mock": ["result": [:], "errorOutput": ["error": "E"]]],
            "A test mock should have only one of the following fields: [result, errorOutput]."),
        Case(task, ["mock": [:]], "A test mock must have one of the following fields: [result, errorOutput]."),
        Case(
            task, ["mock": ["errorOutput": ["cause": "c"]]],
            "1 validation error detected: Value null at 'mock.errorOutput.error' failed to satisfy constraint: "
                + "Member must not be null"),
        Case(task, ["mock": ["result": "{"]], "Mocked result must be valid JSON"),
        Case(
            task, ["mock": ["result": [:]], "revealSecrets": true],
            "TestState does not support RevealSecrets when a mock is specified."),
        Case(map, ["mock": ["result": [:]]], "Mocked result must be an array."),
        Case(
            task, ["stateConfiguration": ["retrierRetryCount": 1]],
            "TestState does not support RetrierRetryCount when a mock is not specified."),
        Case(task, ["context": [:]], "TestState does not support Context when a mock is not specified."),
        Case(task, [:], "RoleArn must be specified when testing a Task state"),
        Case(
            map, ["mock": ["errorOutput": ["error": "E"]], "stateConfiguration": ["errorCausedByState": "Elsewhere"]],
            "ErrorCausedByState must name a state inside the tested Map or Parallel state."),
        Case(
            task, ["mock": ["result": [:]], "stateConfiguration": ["mapIterationFailureCount": 1]],
            "TestState supports MapIterationFailureCount only for Map states."),
    ]

    static let contexts = [
        (["Map": [:]], "'Map' field is not supported when mocking a Context object"),
        (["Planet": [:]], "Field 'Planet' is not allowed"),
        (["State": ["Colour": "red"]], "Field 'Colour' is not allowed"),
        (["State": ["Name": 1]], "State.Name must be a string"),
        (["State": ["RetryCount": "1"]], "State.RetryCount must be an integer"),
        (["State": 1], "State must be an object"),
        (
            ["Task": ["Token": "t"]],
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
                + "service integration pattern"
        ),
    ].map { context, reason in
        Case(
            task, ["context": context as JSON, "mock": ["result": [:]]], "Invalid Context object provided: \(reason)")
    }

    static let members = [
        Case(
            pass, ["inspectionLevel": "ALL"],
            "1 validation error detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [DEBUG, INFO, TRACE]"),
        Case(
            task, ["mock": ["result": [:]], "stateConfiguration": ["retrierRetryCount": -1]],
            "1 validation error detected: Value '-1' at 'stateConfiguration.retrierRetryCount' failed to satisfy "
                + "constraint: Member must have value greater than or equal to 0"),
        Case(pass, ["mock": 1], "The member 'mock' must be an object, not a number"),
        Case(pass, ["variables": [1]], "Invalid Variables provided: the text must be a JSON object."),
        Case(pass, ["variables": ["1a": 1]], "Invalid Variables provided: '1a' is not the name of a variable."),
    ]

    @Test(arguments: mocks + contexts + members) func aRequestIsRefused(_ test: Case) async throws {
        let error = await #expect(throws: TestStateError.self) {
            try await TestStateCall.response(test.definition, test.members)
        }
        #expect(error?.code == "ValidationException")
        #expect(error?.message == test.refusal)
    }

    @Test(
        arguments: [
            (
                ["Type": "Parallel", "Branches": [], "End": true],
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at "
                    + "/States/StateName/Branches'"
            ),
            (
                map,
                "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, "
                    + "Succeed, Fail, Choice]"
            ),
            (token, "TestState API does not support activities, '.sync' or '.waitForTaskToken' without a mock"),
        ] as [(JSON, String)]) func aDefinitionIsRefused(_ definition: JSON, _ message: String) async throws
    {
        let error = await #expect(throws: TestStateError.self) { try await TestStateCall.response(definition) }
        #expect(error?.code == "InvalidDefinition")
        #expect(error?.message == message)
    }

    @Test func aKeyThatStandsTwiceIsRefused() {
        let error = #expect(throws: TestStateError.self) {
            try TestState(
                ["definition": #"{"Type": "Succeed", "Type": "Fail"}"#], now: TestStateCall.now)
        }
        #expect(error?.code == "InvalidDefinition")
        #expect(error?.message.contains("/States/StateName/Type") == true)
    }

    @Test func anInputThatIsNoJSONIsRefused() {
        let error = #expect(throws: TestStateError.self) {
            try TestState(["definition": .string(Self.pass.text()), "input": "{"], now: TestStateCall.now)
        }
        #expect(error?.code == "InvalidExecutionInput")
    }

    /// The result of a mocked call, the mode, and what is wrong with it; nil where it passes.
    @Test(
        arguments: [
            ("aws-sdk:kms:decrypt", ["Plaintext": 1], "STRICT", "Field 'Plaintext' must be a string"),
            ("sqs:sendMessage", ["MessageId": ["a"]], "PRESENT", "Field 'MessageId' must be a string"),
            ("dynamodb:getItem", ["Item": ["id": ["S": 1]]], "STRICT", "Field 'S' must be a string"),
            ("aws-sdk:dynamodb:query", ["Count": "1"], "STRICT", "Field 'Count' must be a number"),
            ("aws-sdk:s3:listObjectsV2", ["IsTruncated": "no"], "STRICT", "Field 'IsTruncated' must be a boolean"),
            (
                "aws-sdk:lambda:getFunction", ["Configuration": ["Timeout": 0]], "STRICT",
                "Field 'Timeout' is less than the minimum value"
            ),
            ("states:startExecution", ["ExecutionArn": "a"], "STRICT", "Required field 'StartDate' is missing"),
            ("states:startExecution", ["ExecutionArn": "a"], "PRESENT", nil),
            ("aws-sdk:sfn:describeExecution", ["Status": "DONE"], "PRESENT", "Field 'Status' is not an expected value"),
            ("states:startExecution.sync:2", ["Output": ["a": 1]], "PRESENT", nil),
            ("states:startExecution.sync", ["Output": ["a": 1]], "PRESENT", "Field 'Output' must be a string"),
            ("events:putEvents", ["Entries": [:]], "NONE", nil),
            ("sqs:sendMessage.waitForTaskToken", ["MessageId": 1], "STRICT", nil),
            ("aws-sdk:polly:describeVoices", ["Voices": 1], "STRICT", nil),
            ("lambda:invoke", ["StatusCode": 200, "News": true], "STRICT", nil),
        ] as [(String, JSON, String, String?)]) func aMockedResultIsComparedWithTheServicesResponse(
            _ call: String, _ result: JSON, _ mode: String, _ fault: String?
        ) async throws
    {
        let definition: JSON = [
            "Type": "Task", "Resource": .string("arn:aws:states:::\(call)"), "Parameters": [:], "End": true,
        ]
        let members: JSONObject = ["mock": ["result": result, "fieldValidationMode": .string(mode)]]
        do {
            let response = try await TestStateCall.response(definition, members)
            #expect(fault == nil)
            #expect(response.withoutTexts["output"] == result)
        } catch let error as TestStateError {
            #expect(error.message == fault.map { "Mock result schema validation error: \($0)" })
        }
    }

    @Test func aStateNameIsMeasuredInCharacters() async throws {
        let name = String(repeating: "é", count: 80)
        let machine: JSON = ["StartAt": .string(name), "States": .object(JSONObject([(name, Self.pass)]))]
        let response = try await TestStateCall.response(machine, ["stateName": .string(name)])
        #expect(response["status"] == "SUCCEEDED")
    }
}
