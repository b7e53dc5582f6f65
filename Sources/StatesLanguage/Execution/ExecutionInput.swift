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
    /// Items of a Map Run's data set were read, or could not be.
    case itemsRead(Result<ItemBatch, ObjectError>, mapRun: String, at: Timestamp)
    /// A part of a Map Run's results was written, or could not be.
    case resultsWritten(ObjectError?, mapRun: String, at: Timestamp)
    /// It is to stop.
    case aborted(error: String?, cause: String?, at: Timestamp)
    /// A Map Run gets other limits.
    case mapRunUpdated(arn: String, MapRunUpdate, at: Timestamp)
    /// It failed, and is to go on where it did.
    case redriven(at: Timestamp)
}

extension Execution {
    /// Tells the execution one thing.
    public mutating func receive(_ input: ExecutionInput) {
        switch input {
        case .started(let time): start(at: time)
        case .timeReached(let time): timeReached(time)
        case .taskProgressed(let task, let progress, let time): taskProgressed(task, progress, at: time)
        case .taskEnded(let task, let outcome, let time): taskEnded(task, outcome, at: time)
        case .itemsRead(let result, let mapRun, let time): itemsRead(result, for: mapRun, at: time)
        case .resultsWritten(let error, let mapRun, let time): resultsWritten(error, for: mapRun, at: time)
        case .aborted(let error, let cause, let time): abort(error: error, cause: cause, at: time)
        case .mapRunUpdated(let arn, let update, let time): updateMapRun(arn, update, at: time)
        case .redriven(let time):
            do {
                try redrive(at: time)
            } catch {
                // One that cannot be redriven stays as it is, as with anything else that comes too late.
            }
        }
    }

    /// Tells the execution again what it was told in an earlier life.
    ///
    /// What it then has for its driver to do is what had not ended: each such task is run, each such reading and writing
    /// done, once more.
    public mutating func replay(_ journal: some Sequence<ExecutionInput>) {
        var left = 0
        for input in journal {
            receive(input)
            run()
            forgetAnswered(input)
            // A long journal asks for more than has to be remembered; rarely enough to cost little.
            guard commands.count > 2 * left + 1000 else { continue }
            forgetEnded()
            left = commands.count
        }
        forgetEnded()
    }

    /// Drops the commands that no longer matter.
    private mutating func forgetEnded() {
        commands.removeAll { command in
            switch command {
            case .startTask(let task, _): tasks[task] == nil
            case .readItems, .writeResults: false
            case .cancelTask, .stopReading, .childStarted, .childEnded: true
            }
        }
    }

    /// Drops the command that an input answered.
    private mutating func forgetAnswered(_ input: ExecutionInput) {
        let answered: Int? =
            switch input {
            case .itemsRead(_, let mapRun, _):
                commands.firstIndex { if case .readItems(let request) = $0 { request.mapRun == mapRun } else { false } }
            case .resultsWritten(_, let mapRun, _):
                commands.firstIndex { if case .writeResults(let part) = $0 { part.mapRun == mapRun } else { false } }
            default: nil
            }
        if let answered { commands.remove(at: answered) }
    }

    /// Whether the execution was started before.
    public var hasStarted: Bool { !history.isEmpty }
}
