import JSON
import StatesLanguage

/// A run of a distributed Map as the history of its execution tells it: that it began, and what became of it.
struct RecordedMapRun {
    /// The state's name.
    let state: String
    /// How it ended, with the event's id; nil for a run that was given up, or is under way.
    let ending: (event: Int, MapRunConclusion)?
    /// Where the history leaves out what came of a run that ended.
    let obstacle: ReplayObstacle?

    /// All runs of a history, in the order they began.
    static func all(in trace: ExecutionTrace) -> [RecordedMapRun] {
        trace.events.compactMap { event in
            guard [.mapRunStarted, .mapRunRedriven].contains(event.type),
                let visit = trace.visitOfEvent[event.id - 1]
            else { return nil }
            return RecordedMapRun(begunBy: event.id, trace.visits[visit], of: trace)
        }
    }

    private init(begunBy id: Int, _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace) {
        state = visit.state
        let end = visit.events.lazy.filter { $0 > id }.compactMap { trace.event($0) }
            .first { [.mapRunSucceeded, .mapRunFailed, .mapRunAborted].contains($0.type) }
        switch end?.type {
        case .mapRunFailed:
            ending = end.map { ($0.id, .failed(error: $0.error, cause: $0.eventDetails["cause"]?.string)) }
            obstacle = nil
        case .mapRunSucceeded:
            guard let end, let exit = visit.exited.flatMap({ trace.event($0) }), let output = exit.data("output") else {
                ending = nil
                obstacle = ReplayObstacle(
                    event: end?.id ?? id,
                    problem: "what the children of the Map state '\(visit.state)' gave does not stand in the history")
                return
            }
            let assigned = exit.assignedVariables.sorted { $0.key < $1.key }
            ending = (
                end.id,
                .succeeded(output: output, assigned: assigned.isEmpty ? nil : JSONObject(assigned.map { ($0, $1) }))
            )
            obstacle = nil
        default: (ending, obstacle) = (nil, nil)
        }
    }
}
