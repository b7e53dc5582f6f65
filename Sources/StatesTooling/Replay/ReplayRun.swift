import JSON
import StatesLanguage

/// Runs a definition again with the task results of a history, each at the time it came.
struct ReplayRun {
    private enum Input {
        case progress(TaskID, TaskProgress)
        case end(TaskID, TaskOutcome)
        case mapRunEnd(arn: String, MapRunConclusion)
        case abort(error: String?, cause: String?)
    }

    private struct Delivery {
        var time: Timestamp
        /// The id of the recorded event, which decides between equal times.
        var event: Int
        var input: Input
        /// Whether the recording gives no time for it.
        var isUndated: Bool
    }

    private let definition: Definition
    private let conditions: ReplayConditions
    private let trace: ExecutionTrace
    private(set) var execution: Execution
    private var attempts: [String: ArraySlice<TaskAttempt>]
    private var mapRuns: [String: ArraySlice<RecordedMapRun>]
    /// The ARNs of Map Runs that are ended as the recording says.
    private var endedMapRuns: Set<String> = []
    private var deliveries: [Delivery] = []
    /// The ids of the recorded redrives that are still to come.
    private var redrives: ArraySlice<Int>
    /// What the recording left out first of all that was needed.
    private(set) var obstacle: ReplayObstacle?

    init(_ definition: Definition, _ history: RecordedHistory, _ conditions: ReplayConditions) {
        self.definition = definition
        self.conditions = conditions
        trace = ExecutionTrace(history.events)
        execution = Execution(
            definition, input: history.input ?? [:], identity: conditions.identity, seed: conditions.seed)
        execution.trace = []
        attempts = Dictionary(grouping: TaskAttempt.all(in: trace), by: \.state).mapValues { $0[...] }
        mapRuns = Dictionary(grouping: RecordedMapRun.all(in: trace), by: \.state).mapValues { $0[...] }
        redrives = history.events.filter { $0.type == .executionRedriven }.map(\.id)[...]
    }

    /// Runs until the end, or until nothing recorded is left to go on with.
    mutating func run() {
        execution.start(at: time(of: 1))
        expectAbort(after: 0)
        while true {
            execution.run()
            for command in execution.takeCommands() { carryOut(command) }
            if execution.isOver {
                guard redrive() else { return }
            } else if !execution.canStep, !deliverNext() {
                return
            }
        }
    }

    private func time(of event: Int) -> Timestamp {
        (trace.event(event)?.timestamp ?? Timestamp(seconds: 0)) + conditions.delay
    }

    private mutating func carryOut(_ command: Execution.Command) {
        switch command {
        case .cancelTask(let id):
            deliveries.removeAll { delivery in
                switch delivery.input {
                case .progress(let task, _), .end(let task, _): task == id
                case .mapRunEnd, .abort: false
                }
            }
        case .startTask(let id, let request):
            if let arn = mapRun(owning: request.context["Execution"]?["Id"]?.string) { return end(mapRun: arn) }
            guard let attempt = takeAttempt(for: request) else { return }
            if let event = attempt.missing {
                obstruct(event, "the result of the task of '\(attempt.state)' does not stand in the history")
            }
            for (event, progress) in attempt.progress { deliver(.progress(id, progress), event) }
            if let (event, outcome) = attempt.ending { deliver(.end(id, outcome), event) }
        // Neither the items of a data set stand in a history nor what came of them, only how the run ended.
        case .readItems(let request):
            if let arn = mapRun(owning: request.mapRun) { end(mapRun: arn) }
        case .writeResults(let part): execution.resultsWritten(nil, for: part.mapRun, at: execution.now)
        case .stopReading, .childStarted, .childEnded: break
        }
    }

    /// The Map Run under way that an ARN is of, or of a child execution of which; nil for anything else.
    private func mapRun(owning arn: String?) -> String? {
        let parts = (arn ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 6 else { return nil }
        // Names of children and their runs follow that of the machine: `machine/label`.
        let labels = parts[6].dropFirst(conditions.identity.stateMachineName.count).split(separator: "/")
        return execution.mapRuns.last { $0.status == .running && labels.first.map(String.init) == $0.label }?.arn
    }

    private mutating func end(mapRun arn: String) {
        guard endedMapRuns.insert(arn).inserted,
            let state = execution.mapRuns.last(where: { $0.arn == arn })?.stateName,
            let recorded = mapRuns[state]?.popFirst()
        else { return }
        if let obstacle = recorded.obstacle { obstruct(obstacle.event, obstacle.problem) }
        if let (event, conclusion) = recorded.ending { deliver(.mapRunEnd(arn: arn, conclusion), event) }
    }

    private mutating func obstruct(_ event: Int, _ problem: String) {
        guard obstacle.map({ event < $0.event }) ?? true else { return }
        obstacle = ReplayObstacle(event: event, problem: problem)
    }

    private mutating func deliver(_ input: Input, _ event: Int) {
        let isUndated = trace.event(event)?.timestamp == Timestamp(seconds: 0)
        deliveries.append(Delivery(time: time(of: event), event: event, input: input, isUndated: isUndated))
    }

    /// The recorded attempt that a task stands for: iterations may be scheduled in any order, so what it is given and
    /// which iteration it belongs to count before the order.
    private mutating func takeAttempt(for request: TaskRequest) -> TaskAttempt? {
        guard let candidates = attempts[request.stateName] else { return nil }
        let index = request.context["Map"]?["Item"]?["Index"]?.int
        let chosen =
            candidates.firstIndex { $0.mapIndex == index && $0.parameters == request.parameters }
            ?? candidates.firstIndex { $0.mapIndex == index } ?? candidates.indices.first
        guard let chosen else { return nil }
        // Most often it is the first one, which goes without moving the others.
        if chosen == candidates.startIndex { return attempts[request.stateName]?.popFirst() }
        return attempts[request.stateName]?.remove(at: chosen)
    }

    /// Gives the execution the next thing that happened: a recorded one, or the end of a wait.
    private mutating func deliverNext() -> Bool {
        let next = deliveries.indices.min {
            (deliveries[$0].time, deliveries[$0].event) < (deliveries[$1].time, deliveries[$1].event)
        }
        if let wake = execution.nextWake, next.map({ deliveries[$0].time > wake || isLateAbort($0) }) ?? true {
            // Where results are still to come, time goes on only as far as the recording did.
            execution.timeReached(wake)
            return true
        }
        guard let next else { return false }
        let delivery = deliveries.remove(at: next)
        let time = max(delivery.time, execution.now)
        switch delivery.input {
        case .progress(let id, let progress): execution.taskProgressed(id, progress, at: time)
        case .end(let id, let outcome): execution.taskEnded(id, outcome, at: time)
        case .mapRunEnd(let arn, let conclusion): execution.concludeMapRun(arn, conclusion, at: time)
        case .abort(let error, let cause): execution.abort(error: error, cause: cause, at: time)
        }
        return true
    }

    /// A recording without times says nothing of when it was aborted: then everything else comes first.
    private func isLateAbort(_ index: Int) -> Bool {
        if case .abort = deliveries[index].input { deliveries[index].isUndated } else { false }
    }

    /// The stop of the recorded execution is an input too.
    private mutating func expectAbort(after id: Int) {
        deliveries = []
        let end = trace.events[id...].first { $0.type.endStatus != .running }
        guard let end, end.type == .executionAborted else { return }
        deliver(.abort(error: end.error, cause: end.eventDetails["cause"]?.string), end.id)
    }

    private mutating func redrive() -> Bool {
        guard let id = redrives.popFirst() else { return false }
        let decisions = execution.trace
        do {
            execution = try Execution.redriven(
                definition, history: execution.history, mapRuns: execution.unfinishedMapRuns,
                identity: conditions.identity, at: max(time(of: id), execution.now))
        } catch {
            return false
        }
        execution.trace = decisions
        endedMapRuns = []
        expectAbort(after: id)
        return true
    }
}
