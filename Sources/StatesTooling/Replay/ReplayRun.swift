import JSON
import StatesLanguage

/// Runs a definition again with the task results of a history, each at the time it came.
struct ReplayRun {
    private enum Input {
        case progress(TaskID, TaskProgress)
        case end(TaskID, TaskOutcome)
        case abort(error: String?, cause: String?)
    }

    private struct Delivery {
        var time: Timestamp
        /// The id of the recorded event, which decides between equal times.
        var event: Int
        var input: Input
    }

    private let definition: Definition
    private let identity: ExecutionIdentity
    private let trace: ExecutionTrace
    private(set) var execution: Execution
    private var attempts: [String: ArraySlice<TaskAttempt>]
    private var deliveries: [Delivery] = []
    /// The ids of the recorded redrives that are still to come.
    private var redrives: ArraySlice<Int>

    init(_ definition: Definition, _ history: RecordedHistory, identity: ExecutionIdentity, seed: UInt64) {
        self.definition = definition
        self.identity = identity
        trace = ExecutionTrace(history.events)
        execution = Execution(definition, input: history.input ?? [:], identity: identity, seed: seed)
        attempts = Dictionary(grouping: TaskAttempt.all(in: trace), by: \.state).mapValues { $0[...] }
        redrives = history.events.filter { $0.type == .executionRedriven }.map(\.id)[...]
    }

    /// Runs until the end, or until nothing recorded is left to go on with.
    mutating func run() {
        execution.start(at: trace.events.first?.timestamp ?? Timestamp(seconds: 0))
        expectAbort(after: 0)
        while true {
            execution.run()
            for command in execution.takeCommands() { carryOut(command) }
            if execution.isOver {
                guard redrive() else { return }
            } else if !deliverNext() {
                return
            }
        }
    }

    private mutating func carryOut(_ command: Execution.Command) {
        switch command {
        case .cancelTask(let id):
            deliveries.removeAll { delivery in
                switch delivery.input {
                case .progress(let task, _), .end(let task, _): task == id
                case .abort: false
                }
            }
        case .startTask(let id, let request):
            guard let attempt = takeAttempt(for: request) else { return }
            for (event, progress) in attempt.progress { deliver(.progress(id, progress), event) }
            if let (event, outcome) = attempt.ending { deliver(.end(id, outcome), event) }
        // A history tells neither the items of a data set nor what came of them, so the replay ends at such a Map Run.
        case .readItems, .stopReading, .writeResults, .childStarted, .childEnded: break
        }
    }

    private mutating func deliver(_ input: Input, _ event: Int) {
        let time = trace.event(event)?.timestamp ?? Timestamp(seconds: 0)
        deliveries.append(Delivery(time: time, event: event, input: input))
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
        case .abort(let error, let cause): execution.abort(error: error, cause: cause, at: time)
        }
        return true
    }

    /// A recording without times says nothing of when it was aborted: then everything else comes first.
    private func isLateAbort(_ index: Int) -> Bool {
        if case .abort = deliveries[index].input { deliveries[index].time == Timestamp(seconds: 0) } else { false }
    }

    /// The stop of the recorded execution is an input too.
    private mutating func expectAbort(after id: Int) {
        deliveries = []
        let end = trace.events[id...].first { $0.type.endStatus != .running }
        guard let end, end.type == .executionAborted else { return }
        deliver(.abort(error: end.error, cause: end.eventDetails["cause"]?.string), end.id)
    }

    private mutating func redrive() -> Bool {
        guard let id = redrives.popFirst(), let event = trace.event(id) else { return false }
        do {
            execution = try Execution.redriven(
                definition, history: execution.history, identity: identity,
                at: max(event.timestamp, execution.now))
        } catch {
            return false
        }
        expectAbort(after: id)
        return true
    }
}
