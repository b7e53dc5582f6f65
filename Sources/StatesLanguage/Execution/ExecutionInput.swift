/// One thing that an execution is told.
///
/// An execution is a function of its definition, input, identity and seed, and of these in order: whoever keeps them can
/// make the same execution again.
public enum ExecutionInput: Hashable, Sendable {
    /// It starts.
    case started(at: Timestamp)
    /// A time was reached.
    case timeReached(Timestamp)
    /// A task did something before its end.
    case taskProgressed(TaskID, TaskProgress, at: Timestamp)
    /// A task ended.
    case taskEnded(TaskID, TaskOutcome, at: Timestamp)
    /// It is to stop.
    case aborted(error: String?, cause: String?, at: Timestamp)
    /// A Map Run gets other limits.
    case mapRunUpdated(arn: String, MapRunUpdate, at: Timestamp)
}

extension Execution {
    /// Tells the execution one thing.
    public mutating func receive(_ input: ExecutionInput) {
        switch input {
        case .started(let time): start(at: time)
        case .timeReached(let time): timeReached(time)
        case .taskProgressed(let task, let progress, let time): taskProgressed(task, progress, at: time)
        case .taskEnded(let task, let outcome, let time): taskEnded(task, outcome, at: time)
        case .aborted(let error, let cause, let time): abort(error: error, cause: cause, at: time)
        case .mapRunUpdated(let arn, let update, let time): updateMapRun(arn, update, at: time)
        }
    }

    /// Tells the execution again what it was told in an earlier life.
    ///
    /// What it then has for its driver to do is to start the tasks that had not ended: each of them is run once more.
    public mutating func replay(_ journal: some Sequence<ExecutionInput>) {
        for input in journal {
            receive(input)
            run()
        }
        commands.removeAll { command in
            guard case .startTask(let task, _) = command else { return true }
            return tasks[task] == nil
        }
    }

    /// Whether the execution was started before.
    public var hasStarted: Bool { !history.isEmpty }
}
