import JSON
import StatesLanguage
import StatesService
import Synchronization
import TestSupport

/// The service without HTTP, in this process.
struct ServiceInProcess {
    let service: StatesService
    /// What no client can be told.
    let problems: Problems

    /// A service; without a file everything is in memory.
    init(file: String? = nil, skipsWaits: Bool = false, runner: any TaskRunner = MockRunner()) throws {
        let problems = Problems()
        let numbers = Mutex(0)
        self.problems = problems
        service = try StatesService(
            StatesService.Configuration(
                file: file, skipsWaits: skipsWaits, clock: RealClock(now: Timestamp(seconds: 1_750_000_000)),
                makeID: {
                    numbers.withLock { number in
                        number += 1
                        return "id-\(number)"
                    }
                }, onProblem: { problems.add($0) }, makeRunner: { _ in runner }))
    }

    @discardableResult
    func call(_ operation: String, _ members: JSON) async throws -> JSON {
        try await service.respond(to: operation, members)
    }

    /// Makes a machine, the first of whose states starts, and gives its ARN.
    func makeMachine(_ name: String, _ states: JSON, fields: JSONObject = [:]) async throws -> JSON {
        let definition: JSON = ["StartAt": .string(states.object?.keys.first ?? ""), "States": states]
        var members: JSONObject = [
            "name": .string(name), "definition": .string(definition.text()),
            "roleArn": "arn:aws:iam::123456789012:role/local",
        ]
        for field in fields { members[field.key] = field.value }
        return try await call("CreateStateMachine", .object(members))["stateMachineArn"] ?? .null
    }

    func start(_ machine: JSON, _ input: JSON = [:]) async throws -> JSON {
        try await call("StartExecution", ["stateMachineArn": machine, "input": .string(input.text())])["executionArn"]
            ?? .null
    }

    /// The description of an execution that is over.
    func outcome(of execution: JSON) async throws -> JSON {
        while true {
            let description = try await call("DescribeExecution", ["executionArn": execution])
            if description["status"] != "RUNNING" { return description }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    func eventTypes(of execution: JSON) async throws -> [String] {
        let history = try await call("GetExecutionHistory", ["executionArn": execution, "maxResults": 1000])
        return history["events"]?.array?.compactMap { $0["type"]?.string } ?? []
    }

    /// The error of a call that must fail.
    func refusal(_ operation: String, _ members: JSON) async -> ServiceError? {
        do throws(ServiceError) {
            let response = try await service.respond(to: operation, members)
            return ServiceError("None", "\(response)")
        } catch {
            return error
        }
    }
}

/// Collects what a service reports.
final class Problems: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    func add(_ text: String) { texts.withLock { $0.append(text) } }
}

/// Answers every task with nothing.
struct MockRunner: TaskRunner {
    func run(_ request: TaskRequest) async -> TaskOutcome { .succeeded([:]) }
}
