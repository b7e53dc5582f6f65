public import JSON
public import StatesLanguage

/// One attempt of a task as a history tells it: what was asked for, and what came of it.
public struct TaskAttempt: Sendable {
    /// The state's name.
    public let state: String
    /// The id of the event by which it was scheduled.
    public let scheduled: Int
    /// What the task was given; nil where the history does not tell.
    public let parameters: JSON?
    /// Which iteration of the innermost Map state it belongs to.
    public let mapIndex: Int?
    /// What it reported on the way, with the events' ids.
    public internal(set) var progress: [(event: Int, TaskProgress)] = []
    /// How it ended, with the event's id; nil for a task that was given up.
    public internal(set) var ending: (event: Int, TaskOutcome)?
    /// The event that tells a result without its data; nil where all that came of the task is known.
    public internal(set) var missing: Int?

    /// All attempts of a history, in the order they were scheduled.
    public static func all(in trace: ExecutionTrace) -> [TaskAttempt] {
        var attempts: [TaskAttempt] = []
        // By visit, which attempt is under way.
        var open: [Int: Int] = [:]
        for event in trace.events {
            guard let visit = trace.visitOfEvent[event.id - 1] else { continue }
            if event.type.isTaskScheduled {
                open[visit] = attempts.count
                attempts.append(TaskAttempt(event, visit, of: trace))
            } else if let index = open[visit] {
                attempts[index].note(event, timeout: Timeout(of: trace.event(attempts[index].scheduled)))
            }
        }
        return attempts
    }

    private init(_ event: HistoryEvent, _ visit: Int, of trace: ExecutionTrace) {
        state = trace.visits[visit].state
        scheduled = event.id
        parameters = event.data("parameters") ?? event.data("input")
        mapIndex = trace.mapIndex(of: trace.visits[visit].strand)
    }

    private mutating func note(_ event: HistoryEvent, timeout: Timeout) {
        let cause = event.eventDetails["cause"]?.string
        switch event.type {
        case .activityStarted:
            progress.append((event.id, .started(worker: event.eventDetails["workerName"]?.string)))
        case .taskSubmitted: progress.append((event.id, .submitted(output(of: event))))
        case .taskSucceeded, .lambdaFunctionSucceeded, .activitySucceeded:
            ending = (event.id, .succeeded(output(of: event)))
        case .taskTimedOut, .lambdaFunctionTimedOut, .activityTimedOut:
            ending = (
                event.id,
                timeout.isHeartbeat(at: event.timestamp) ? .heartbeatTimedOut(cause: cause) : .timedOut(cause: cause)
            )
        case .taskFailed, .lambdaFunctionFailed, .activityFailed, .taskStartFailed, .taskSubmitFailed,
            .lambdaFunctionStartFailed, .lambdaFunctionScheduleFailed, .activityScheduleFailed:
            ending = (event.id, .failed(error: event.error ?? "", cause: cause))
        default: break
        }
    }

    /// A history that was asked for without its data has no outputs, one that was logged may have them cut.
    private mutating func output(of event: HistoryEvent) -> JSON {
        if let output = event.data("output") { return output }
        missing = missing ?? event.id
        return .null
    }
}

/// The two clocks of a task. A history calls both ends `States.Timeout`; how long it took tells which it was.
private struct Timeout {
    let start: Timestamp
    let seconds: Int?
    let heartbeat: Int?

    init(of scheduled: HistoryEvent?) {
        start = scheduled?.timestamp ?? Timestamp(seconds: 0)
        seconds = scheduled?.eventDetails["timeoutInSeconds"]?.int
        heartbeat = scheduled?.eventDetails["heartbeatInSeconds"]?.int
    }

    func isHeartbeat(at end: Timestamp) -> Bool {
        guard heartbeat != nil else { return false }
        return seconds.map { end - start < .seconds($0) } ?? true
    }
}

extension ExecutionTrace {
    /// The index of the innermost iteration that a strand is in; nil outside of any Map state.
    func mapIndex(of strand: Int) -> Int? {
        var strand = strand
        while let parent = strands[strand].parent {
            if visits[parent].type == "Map" { return strands[strand].position }
            strand = visits[parent].strand
        }
        return nil
    }
}
