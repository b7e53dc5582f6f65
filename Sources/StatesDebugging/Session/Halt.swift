public import StatesLanguage

/// How far a session goes before it stops by itself.
public enum Pace: Hashable, Sendable {
    /// One thing: a state is entered, a task answered or ended, a wait skipped.
    case step
    /// Until the state is left, with its task, its retries and all branches and iterations.
    case over
    /// Until a breakpoint, or the end.
    case run
}

/// Why a session does not go on at the moment.
public enum Halt: Sendable {
    /// It stopped; ``DebugSession`` shows where.
    case stopped(StopReason)
    /// Somebody has to say how a task ends; then ``DebugSession/resume()``. To stop instead, ``DebugSession/pause()``.
    case asksForTask(TaskID, TaskRequest)
    /// Somebody has to read items of a data set; then ``DebugSession/resume()``.
    case asksForItems(ItemRequest)
    /// Many steps were taken; ``DebugSession/resume()`` takes the next, unless somebody wants to stop.
    case goesOn
}

/// Why a session stopped.
public enum StopReason: Hashable, Sendable {
    /// It did what it was asked for.
    case done
    /// ``DebugSession/hits`` says at what.
    case breakpoint
    /// A task waits for an answer that only the user has.
    case waitsForAnswer
    /// The user wanted it.
    case paused
    /// The execution is over.
    case ended

    /// One word for it.
    public var name: String {
        switch self {
        case .done: "done"
        case .breakpoint: "breakpoint"
        case .waitsForAnswer: "waitsForAnswer"
        case .paused: "paused"
        case .ended: "ended"
        }
    }
}
