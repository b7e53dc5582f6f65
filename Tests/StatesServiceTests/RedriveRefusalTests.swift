import JSON
import StatesLanguage
import StatesService
import TestSupport
import Testing

@Suite("Executions that cannot be redriven any more")
struct RedriveRefusalTests {
    private let folder = TemporaryFolder()
    private let start = Timestamp(seconds: 1_750_000_000)

    /// A service on the same file as all others of this test, at its own time.
    private func makeService(after delay: Duration = .zero) throws -> StatesService {
        try StatesService(
            StatesService.Configuration(
                file: folder.path + "/states.sqlite", skipsWaits: true, clock: RealClock(now: start + delay),
                makeID: { "id" }, makeRunner: { _ in MockTaskRunner([:]) }))
    }

    private func call(_ service: StatesService, _ operation: String, _ members: JSON) async throws -> JSON {
        try await service.respond(to: operation, members)
    }

    /// Runs a machine to its end.
    ///
    /// - Returns: The description of the execution.
    private func run(_ service: StatesService, _ states: JSON, language: JSON = "JSONPath") async throws -> JSON {
        let definition: JSON = [
            "StartAt": .string(states.object?.keys.first ?? ""), "States": states, "QueryLanguage": language,
        ]
        let machine = try await call(
            service, "CreateStateMachine",
            [
                "name": "machine", "definition": .string(definition.text()),
                "roleArn": "arn:aws:iam::123456789012:role/local",
            ])
        let started = try await call(
            service, "StartExecution", ["stateMachineArn": machine["stateMachineArn"] ?? .null])
        return try await outcome(service, of: started["executionArn"] ?? .null)
    }

    private func outcome(_ service: StatesService, of execution: JSON) async throws -> JSON {
        while true {
            let description = try await call(service, "DescribeExecution", ["executionArn": execution])
            if description["status"] != "RUNNING" { return description }
            await Task.yield()
        }
    }

    private func expectRefusal(_ service: StatesService, of execution: JSON, _ reason: String) async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await service.respond(to: "RedriveExecution", ["executionArn": execution])
        }
        #expect(error == ServiceError("ExecutionNotRedrivable", reason))
        let description = try await call(service, "DescribeExecution", ["executionArn": execution])
        #expect(description["redriveStatus"] == "NOT_REDRIVABLE")
        #expect(description["redriveStatusReason"]?.string == reason)
    }

    private static let failing: JSON = ["Only": ["Type": "Fail", "Error": "Broken"]]

    @Test("fourteen days after they ended", .timeLimit(.minutes(5)))
    func period() async throws {
        var execution = JSON.null
        do {
            let service = try makeService()
            execution = try await run(service, Self.failing)["executionArn"] ?? .null
            await service.suspend()
        }
        do {
            let service = try makeService(after: .seconds(13 * 86_400))
            let redriven = try await call(service, "RedriveExecution", ["executionArn": execution])
            #expect(redriven["redriveDate"] != nil)
            // A Fail state fails again at once, and the days count from then.
            let description = try await outcome(service, of: execution)
            #expect(description["error"] == "Broken")
            #expect(description["redriveCount"] == 1)
            await service.suspend()
        }
        let service = try makeService(after: .seconds(27 * 86_400 + 60))
        try await expectRefusal(service, of: execution, "Execution redrivable period exceeded")
    }

    @Test("whose history is full", .timeLimit(.minutes(5)))
    func history() async throws {
        let service = try makeService()
        let execution = try await run(
            service,
            [
                "Again": ["Type": "Choice", "Choices": [["Condition": false, "Next": "End"]], "Default": "Again"],
                "End": ["Type": "Succeed"],
            ], language: "JSONata")
        #expect(execution["status"] == "FAILED")
        try await expectRefusal(
            service, of: execution["executionArn"] ?? .null, "Execution history event limit exceeded")
    }

    @Test("whose machine is being deleted", .timeLimit(.minutes(5)))
    func deletion() async throws {
        let service = try makeService()
        let execution = try await run(service, Self.failing)
        // The machine stays as long as another execution of it runs.
        let machine = execution["stateMachineArn"] ?? .null
        let waiting: JSON = [
            "StartAt": "Wait",
            "States": [
                "Wait": [
                    "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:none", "End": true,
                ]
            ],
        ]
        _ = try await call(
            service, "UpdateStateMachine", ["stateMachineArn": machine, "definition": .string(waiting.text())])
        _ = try await call(service, "CreateActivity", ["name": "none"])
        _ = try await call(service, "StartExecution", ["stateMachineArn": machine, "name": "other"])
        _ = try await call(service, "DeleteStateMachine", ["stateMachineArn": machine])
        try await expectRefusal(
            service, of: execution["executionArn"] ?? .null, "State machine is in DELETING status")
        await service.suspend()
    }
}
