import JSON

extension Execution {
    /// An execution that did not succeed, about to go on where it failed, as RedriveExecution lets it.
    ///
    /// States that succeeded are not run again. The state that failed gets the input and the variables it had; of a
    /// Parallel or an inline Map state only the branches and iterations that failed or were aborted go on, unless the
    /// state itself failed with `States.DataLimitExceeded`. Retries and timeouts count from the start again.
    ///
    /// - Parameters:
    ///   - definition: The machine that the execution ran.
    ///   - history: All events so far.
    ///   - mapRuns: How far its Map Runs came (``unfinishedMapRuns``). A run that is not among them starts anew; of the
    ///     others only the children that did not succeed run again, from their start.
    ///   - identity: The names it ran under.
    ///   - now: When it is redriven.
    ///   - seed: What random numbers and UUIDs follow from.
    ///   - taskCounts: How many tasks each state had scheduled, also in child executions, which the history leaves out.
    ///   - limits: The quotas that hold.
    /// - Returns: An execution whose history ends with `ExecutionRedriven`.
    /// - Throws: ``RedriveError`` when the service would refuse, or the history is of another machine.
    public static func redriven(
        _ definition: Definition, history: [HistoryEvent], mapRuns: [MapRunProgress] = [],
        taskCounts: [String: Int] = [:], identity: ExecutionIdentity = ExecutionIdentity(),
        at now: Timestamp, seed: UInt64 = 0, limits: ExecutionLimits = ExecutionLimits()
    ) throws(RedriveError) -> Execution {
        var execution = Execution(
            definition, input: history.first?.data("input") ?? .null, identity: identity, seed: seed, limits: limits)
        try execution.takeUp(history, mapRuns, at: now)
        execution.scheduled.merge(taskCounts) { max($0, $1) }
        return execution
    }

    /// Lets this execution go on where it failed.
    ///
    /// As ``redriven(_:history:mapRuns:taskCounts:identity:at:seed:limits:)``, and what the history does not tell is kept besides:
    /// the Map Runs so far, the numbers of tasks that child executions ran, and the standard children that did not
    /// succeed, which go on under their own names where they failed.
    ///
    /// - Throws: ``RedriveError`` when the service would refuse; nothing changes then.
    public mutating func redrive(at time: Timestamp) throws(RedriveError) {
        var random = random
        var next = Execution(definition, input: input, identity: identity, seed: random.next(), limits: limits)
        next.reportsChildren = reportsChildren
        next.trace = trace
        next.mapItem = mapItem
        next.unfinishedChildren = unfinishedChildren
        // Those that are taken up again begin another entry.
        let unfinished = Set(unfinishedMapRuns.map(\.arn))
        next.mapRuns = mapRuns.filter { !unfinished.contains($0.arn) }
        try next.takeUp(history, unfinishedMapRuns, at: time)
        next.lastTask = lastTask
        next.scheduled = scheduled
        self = next
    }

    private mutating func takeUp(
        _ history: [HistoryEvent], _ mapRuns: [MapRunProgress], at now: Timestamp
    ) throws(RedriveError) {
        guard let first = history.first, let last = history.last, first.type == .executionStarted,
            first.data("input") != nil
        else { throw .doesNotFit(event: 1, problem: "is not the start of an execution with its input") }
        if let obstacle = ExecutionNotRedrivable(
            status: last.type.endStatus, type: identity.type, eventCount: history.count, started: first.timestamp,
            ended: last.timestamp, now: now, limits: limits)
        {
            throw .notRedrivable(obstacle)
        }
        let trace = ExecutionTrace(history)
        takeUp(trace, startedAt: first.timestamp, now: now)
        let root = makeStrand(parent: nil, position: 0, graph: definition.graph, input: input, after: last.id)
        record(.executionRedriven, .executionRedriven(count: redriveCount), in: root)
        guard input.fits(bytes: limits.dataBytes) else {
            return fail(root, .dataLimitExceeded(by: identity.executionARN))
        }
        unfinishedMapRuns = mapRuns
        try resume(root, strand: 0, of: trace)
    }

    /// What counts over the whole life of an execution.
    private mutating func takeUp(_ trace: ExecutionTrace, startedAt start: Timestamp, now: Timestamp) {
        history = trace.events
        startTime = start
        self.now = now
        deadline = definition.timeoutSeconds.map { now + .seconds($0) }
        redriveCount = history.count { $0.type == .executionRedriven } + 1
        redriveTime = now
        facts = ExecutionFacts(self)
        transitions = trace.visits.count
        for (index, event) in history.enumerated() where event.type.isTaskScheduled {
            lastTask += 1
            if let visit = trace.visitOfEvent[index] { scheduled[trace.visits[visit].state, default: 0] += 1 }
        }
    }
}

extension HistoryEventType {
    /// How an execution stands whose history ends with this event.
    public var endStatus: Execution.Status {
        switch self {
        case .executionSucceeded: .succeeded
        case .executionFailed: .failed
        case .executionTimedOut: .timedOut
        case .executionAborted: .aborted
        default: .running
        }
    }

    /// Whether the event is an attempt of a task.
    public var isTaskScheduled: Bool {
        [.taskScheduled, .lambdaFunctionScheduled, .activityScheduled].contains(self)
    }
}
