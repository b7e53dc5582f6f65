import JSON
import StatesLanguage
import Synchronization

/// Has tasks answered by mocks and remembers what was asked.
final class TaskLog: ReportingTaskRunner {
    private struct Call {
        var state: String
        var ordinal: Int
        var parameters: JSON
    }

    private let mocks: MockTaskRunner
    private let calls = Mutex<[Call]>([])
    private let unanswered = Mutex<[String]>([])

    init(_ mocks: MockTaskRunner) {
        self.mocks = mocks
    }

    func run(_ request: TaskRequest) async -> TaskOutcome {
        await run(request) { _ in }
    }

    func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        calls.withLock {
            $0.append(Call(state: request.stateName, ordinal: request.ordinal, parameters: request.parameters))
        }
        let outcome = await mocks.run(request, reporting: report)
        if case .unanswered(let cause) = outcome { unanswered.withLock { $0.append(cause) } }
        return outcome
    }

    /// What the tasks of each state were asked with, in the order they were scheduled.
    var parameters: [String: [JSON]] {
        // Tasks that run side by side come in any order.
        let calls = calls.withLock { $0 }.sorted { $0.ordinal < $1.ordinal }
        return Dictionary(grouping: calls, by: \.state).mapValues { $0.map(\.parameters) }
    }

    /// Why tasks could not be answered.
    var missing: [String] { unanswered.withLock { $0 }.sorted() }
}
