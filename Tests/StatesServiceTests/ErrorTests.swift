import JSON
import StatesLanguage
import StatesService
import Testing

@Suite("Calls that the service refuses")
struct ErrorTests {
    struct Refused: CustomTestStringConvertible {
        var operation: String
        var members: JSON
        var code: String
        var message: String

        init(_ operation: String, _ members: JSON, _ code: String, _ message: String) {
            self.operation = operation
            self.members = members
            self.code = code
            self.message = message
        }

        var testDescription: String { "\(operation) \(members)" }
    }

    private static let machine = "arn:aws:states:us-east-1:123456789012:stateMachine:none"
    private static let execution = "arn:aws:states:us-east-1:123456789012:execution:none:none"

    @Test(arguments: [
        Refused("CreateActivity", ["name": "a/b"], "InvalidName", "Invalid Name: 'a/b'"),
        Refused("CreateActivity", ["name": "a\u{7F}"], "InvalidName", "Invalid Name: 'a\u{7F}'"),
        Refused("CreateActivity", ["name": "a\u{A0}b"], "InvalidName", "Invalid Name: 'a\u{A0}b'"),
        Refused(
            "CreateActivity", ["name": ""], "ValidationException",
            "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length "
                + "greater than or equal to 1"),
        Refused(
            "CreateActivity", [:], "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"),
        Refused(
            "CreateActivity", ["name": 7], "SerializationException", "NUMBER_VALUE can not be converted to a String"),
        Refused(
            "DescribeExecution", ["executionArn": .string(machine)], "InvalidArn",
            "Invalid Arn: 'Resource type not valid in this context: stateMachine'"),
        Refused(
            "DescribeExecution", ["executionArn": .string(execution)], "ExecutionDoesNotExist",
            "Execution Does Not Exist: '\(execution)'"),
        Refused(
            "StartExecution", ["stateMachineArn": .string(machine)], "StateMachineDoesNotExist",
            "State Machine Does Not Exist: '\(machine)'"),
        Refused(
            "GetExecutionHistory", ["executionArn": .string(execution), "maxResults": 1001], "ValidationException",
            "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have "
                + "value less than or equal to 1000"),
        Refused(
            "ListActivities", ["nextToken": "zz"], "InvalidToken", "Invalid Token: 'Invalid token'"),
        Refused(
            "SendTaskSuccess", ["taskToken": "x", "output": "{}"], "InvalidToken", "Invalid Token: 'Invalid token'"),
        Refused(
            "StartSyncExecution",
            ["stateMachineArn": .string(machine), "input": .string(String(repeating: " ", count: 262_145))],
            "ValidationException",
            "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less "
                + "than or equal to 262144"),
        Refused(
            "TagResource", ["resourceArn": .string(machine), "tags": []], "ResourceNotFound",
            "Resource not found: '\(machine)'"),
        Refused(
            "CreateStateMachineAlias",
            [
                "name": "12",
                "routingConfiguration": [["stateMachineVersionArn": .string(machine + ":1"), "weight": 101]],
            ],
            "ValidationException",
            "2 validation errors detected: Value '12' at 'name' failed to satisfy constraint: Member must satisfy "
                + #"regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$; Value '101' at "#
                + "'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than "
                + "or equal to 100"),
    ])
    func isRefused(_ refused: Refused) async throws {
        let service = try StatesService(
            StatesService.Configuration(
                clock: RealClock(now: Timestamp(seconds: 1_750_000_000)), makeID: { "id" },
                makeRunner: { _ in MockTaskRunner([:]) }))
        let error = await #expect(throws: ServiceError.self) {
            try await service.respond(to: refused.operation, refused.members)
        }
        #expect(error?.code == refused.code)
        #expect(error?.message == refused.message)
    }
}
