public import JSON

/// What a task did before its end, where the history tells of it.
public enum TaskProgress: Hashable, Sendable {
    /// A worker took the task of an activity.
    case started(worker: String?)
    /// A service took the request of a `.sync` or `.waitForTaskToken` task; its answer.
    case submitted(JSON)
}

/// A runner that also says what its tasks do before their end.
public protocol ReportingTaskRunner: TaskRunner {
    /// Carries out one attempt of a task, as ``TaskRunner/run(_:)``, and reports on the way.
    func run(_ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void) async -> TaskOutcome
}
