import JSON
import StatesLanguage
import StatesService
import Synchronization
import Testing

@Suite("Express executions", .timeLimit(.minutes(5)))
struct ExpressTests {
    /// Does every task until it is given up, and counts both.
    private final class Endless: TaskRunner {
        private let counts = Mutex((begun: 0, ended: 0))

        var begun: Int { counts.withLock { $0.begun } }
        var ended: Int { counts.withLock { $0.ended } }

        func run(_ request: TaskRequest) async -> TaskOutcome {
            counts.withLock { $0.begun += 1 }
            try? await Task.sleep(for: .seconds(3600))
            counts.withLock { $0.ended += 1 }
            return .succeeded([:])
        }
    }

    private let runner = Endless()

    private func service() async throws -> (ServiceInProcess, machine: JSON) {
        let service = try ServiceInProcess(runner: runner)
        let machine = try await service.makeMachine(
            "works",
            ["Work": ["Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:work", "End": true]],
            fields: ["type": "EXPRESS"])
        return (service, machine)
    }

    @Test("end with the service")
    func suspension() async throws {
        let (service, machine) = try await service()
        _ = try await service.start(machine)
        while runner.begun == 0 { try await Task.sleep(for: .milliseconds(2)) }
        await service.service.suspend()
        while runner.ended == 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(runner.begun == 1)
    }

    @Test("end with the client that waits for them")
    func synchronous() async throws {
        let (service, machine) = try await service()
        let call = Task { try await service.call("StartSyncExecution", ["stateMachineArn": machine]) }
        while runner.begun == 0 { try await Task.sleep(for: .milliseconds(2)) }
        call.cancel()
        #expect(try await call.value["status"] == "ABORTED")
        while runner.ended == 0 { try await Task.sleep(for: .milliseconds(2)) }
    }
}
