import Synchronization

extension TaskRunner {
    /// Carries out one attempt of a task, and gives its end together with what it reported on the way.
    public func response(to request: TaskRequest) async -> MockResponse {
        guard let reporting = self as? any ReportingTaskRunner else { return MockResponse(await run(request)) }
        let reports = Reports()
        let outcome = await reporting.run(request) { reports.add($0) }
        return MockResponse(outcome, progress: reports.all)
    }
}

/// A class, since what a task reports comes from wherever it runs.
private final class Reports: Sendable {
    private let kept = Mutex<[TaskProgress]>([])

    var all: [TaskProgress] { kept.withLock { $0 } }

    func add(_ progress: TaskProgress) { kept.withLock { $0.append(progress) } }
}
