import HTTP
import JSON
import LocalRunner
import StatesLanguage
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ServiceCallTests {
    private let context: JSON = ["Execution": ["Id": "arn:parent", "StartTime": "2026-01-01T00:00:00Z"]]

    private func runner(functions: [String: String] = [:], _ clients: ServiceClients) -> LocalTaskRunner {
        LocalTaskRunner(
            functions: FunctionDirectory(local: nil, names: [], endpoints: functions, clients: clients),
            clients: clients)
    }

    @Test(
        arguments: [
            ("arn:aws:states:::lambda:invoke", ["FunctionName": "Slow"]), ("arn:aws:states:::sqs:sendMessage", [:]),
        ] as [(String, JSON)])
    func aServerThatDoesNotAnswerHoldsNoTimeoutUp(_ resource: String, parameters: JSON) async throws {
        try await SilentServer.serving { url in
            let start = ContinuousClock.now
            let runner = runner(functions: ["Slow": url], ServiceClients(endpoint: url))
            let outcome = await runner.run(
                TaskRequest(
                    resource: resource, parameters: parameters, stateName: "Work", timeout: .milliseconds(200)))
            #expect(outcome == .timedOut(cause: nil))
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func aTaskThatIsGivenUpEndsAtOnce() async throws {
        try await SilentServer.serving { url in
            let start = ContinuousClock.now
            let runner = runner(functions: ["Slow": url], ServiceClients())
            let task = Task {
                await runner.run(
                    TaskRequest(
                        resource: "arn:aws:states:::lambda:invoke", parameters: ["FunctionName": "Slow"],
                        stateName: "Work"))
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            _ = await task.value
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    private func nested(_ client: FakeStates, ordinal: Int = 0) async -> (TaskOutcome, reports: Int) {
        let reports = Mutex(0)
        let runner = runner(ServiceClients(states: client))
        let outcome = await runner.run(
            TaskRequest(
                resource: "arn:aws:states:::states:startExecution.sync:2",
                parameters: ["StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:inner"],
                stateName: "Start", context: context, ordinal: ordinal)
        ) { _ in reports.withLock { $0 += 1 } }
        return (outcome, reports.withLock { $0 })
    }

    @Test func aTaskThatRunsAgainFindsTheExecutionItStarted() async throws {
        let client = FakeStates()
        let (first, _) = await nested(client)
        let (again, reports) = await nested(client)
        #expect(first == again)
        guard case .succeeded = again else {
            Issue.record("\(again)")
            return
        }
        #expect(reports == 1)
        #expect(client.started.count == 1)
        _ = await nested(client, ordinal: 1)
        #expect(client.started.count == 2)
        #expect(Set(client.started).count == 2)
    }
}

/// Step Functions whose executions succeed at once.
private final class FakeStates: ServiceClient {
    private let names = Mutex<[String]>([])

    /// The names of the executions, in order.
    var started: [String] { names.withLock { $0 } }

    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse {
        guard operation == "StartExecution" else {
            let arn = parameters["ExecutionArn"] ?? .null
            return ServiceResponse(["ExecutionArn": arn, "Status": "SUCCEEDED", "StartDate": 1, "Output": "1"])
        }
        let name = parameters["Name"]?.string ?? ""
        let isNew = names.withLock { names in
            if names.contains(name) { return false }
            names.append(name)
            return true
        }
        guard isNew else { throw ServiceFailure(code: "ExecutionAlreadyExists", message: "There is one.", status: 400) }
        let machine = parameters["StateMachineArn"]?.string ?? ""
        return ServiceResponse([
            "ExecutionArn": .string(machine.replacing(":stateMachine:", with: ":execution:") + ":" + name),
            "StartDate": 1,
        ])
    }
}
