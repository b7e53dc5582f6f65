public import JSON
public import StatesLanguage

/// Mocks made from what the tasks of a real execution gave, for the format of AWS Step Functions Local.
///
/// Where that format has no words it uses those of ``MockTaskRunner``: `TimedOut`, `Submitted`, `WorkerName`.
public struct MockRecording: Sendable {
    /// For each state that ran tasks, in order of the first, the results of its attempts in the order in which a run with
    /// mocks asks for them.
    public let responses: [(state: String, list: [JSON])]
    /// States with a task that was given up before it ended.
    public let unfinished: [String]
    /// States with a task that is still under way; it has no mock.
    public let underWay: [String]
    /// States inside a Map state whose tasks a run may ask for in another order than their mocks stand in.
    public let unordered: [String]
    /// Distributed Map states; the tasks of their children stand in other histories.
    public let distributed: [String]

    /// Takes the results out of a history.
    ///
    /// - Throws: ``ReplayObstacle`` where a result does not stand in it.
    public init(_ history: [HistoryEvent]) throws(ReplayObstacle) {
        let trace = ExecutionTrace(history)
        let attempts = TaskAttempt.all(in: trace)
        if let attempt = attempts.first(where: { $0.missing != nil }) {
            throw ReplayObstacle(
                event: attempt.missing ?? 0,
                problem: "the result of the task of '\(attempt.state)' does not stand in the history")
        }
        var order: [String] = []
        var byState: [String: [TaskAttempt]] = [:]
        var (unfinished, underWay): ([String], [String]) = ([], [])
        let isOver = history.last.map { $0.type.endStatus != .running } ?? true
        for attempt in attempts {
            if attempt.ending == nil {
                guard isOver || Self.failure(after: attempt, of: trace) != nil else {
                    underWay.append(attempt.state)
                    continue
                }
                unfinished.append(attempt.state)
            }
            if byState[attempt.state] == nil { order.append(attempt.state) }
            byState[attempt.state, default: []].append(attempt)
        }
        let places = StrandPlaces(trace, attempts)
        let calls = order.map { CallOrder(byState[$0] ?? [], of: trace, places) }
        responses = zip(order, calls).map { ($0, $1.attempts.map { Self.response($0, of: trace) }) }
        unordered = zip(order, calls).filter { !$1.isCertain }.map(\.0)
        (self.unfinished, self.underWay) = (unfinished, underWay)
        distributed = RecordedMapRun.all(in: trace).map(\.state)
    }

    /// What failed first after a task that did not end.
    private static func failure(after attempt: TaskAttempt, of trace: ExecutionTrace) -> HistoryEvent? {
        trace.events[attempt.scheduled...].first { $0.error != nil }
    }

    private static func response(_ attempt: TaskAttempt, of trace: ExecutionTrace) -> JSON {
        var object = JSONObject()
        for (_, progress) in attempt.progress {
            switch progress {
            case .started(let worker): object["WorkerName"] = worker.map { .string($0) } ?? .null
            case .submitted(let output): object["Submitted"] = output
            }
        }
        switch attempt.ending?.1 {
        case .succeeded(let result): object["Return"] = result
        case .failed(let error, let cause): object["Throw"] = failure(error, cause)
        case .timedOut(let cause): object["TimedOut"] = failure("States.Timeout", cause)
        case .heartbeatTimedOut(let cause): object["TimedOut"] = failure("States.HeartbeatTimeout", cause)
        case .silent: object["Silent"] = true
        case .unanswered, nil:
            // Something else failed first. With the same failure the run ends alike, whichever comes first.
            let reason = failure(after: attempt, of: trace)
            object["Throw"] = failure(reason?.error ?? "States.TaskFailed", reason?.eventDetails["cause"]?.string)
        }
        return .object(object)
    }

    private static func failure(_ error: String, _ cause: String?) -> JSON {
        var object: JSONObject = ["Error": .string(error)]
        if let cause { object["Cause"] = .string(cause) }
        return .object(object)
    }
}
