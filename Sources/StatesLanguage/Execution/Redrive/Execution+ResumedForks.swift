import JSON

extension Execution {
    /// Lets the branches or iterations of a state go on that failed or were aborted.
    mutating func resumeFork(
        _ slot: Int, _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace
    ) throws(RedriveError) {
        // What was too large came from all of them together, so all of them run again.
        let isOwnFailure = visit.events.contains {
            [.parallelStateSucceeded, .mapStateSucceeded].contains(trace.event($0)?.type)
        }
        let isTooLarge = trace.events.last?.error == "States.DataLimitExceeded" && isOwnFailure
        var scope = makeScope(for: slot)
        let run = takeUnfinishedRun(visit, of: trace)
        let action =
            isTooLarge || visit.children.isEmpty && run == nil ? nil : try? strands[slot].state.behaviour.enter(&scope)
        switch (action, strands[slot].state) {
        case (.branches(let input)?, .parallel(let state)):
            random = scope.random
            try resumeBranches(slot, state, input: input, visit, of: trace)
        case (.iterations(let plan)?, .map(let state)) where plan.distribution == nil:
            random = scope.random
            try resumeIterations(slot, state, plan, visit, of: trace)
        case (.iterations(let plan)?, _):
            random = scope.random
            guard let run, let distribution = plan.distribution else { return attemptAgain(slot) }
            redriveMapRun(run, slot, plan, distribution)
        default:
            // It never came to its branches or iterations; or they are those of a Map Run of which nothing is known.
            attemptAgain(slot)
        }
    }

    /// How far the last Map Run of a visit came.
    private mutating func takeUnfinishedRun(
        _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace
    ) -> MapRunProgress? {
        let started = visit.events.last { trace.event($0)?.type == .mapRunStarted }.flatMap(trace.event)
        guard let arn = started?.eventDetails["mapRunArn"]?.string,
            let place = unfinishedMapRuns.lastIndex(where: { $0.arn == arn })
        else { return nil }
        return unfinishedMapRuns.remove(at: place)
    }

    private mutating func resumeBranches(
        _ slot: Int, _ state: ParallelState, input: JSON, _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace
    ) throws(RedriveError) {
        let started = visit.events.last { trace.event($0)?.type == .parallelStateStarted } ?? visit.entered
        let recorded = branches(of: state, in: visit, of: trace)
        strands[slot].phase = .forked
        forks[slot] = Fork(
            results: Array(repeating: nil, count: state.branches.count), nextItem: state.branches.count)
        var resumed: [(child: Int, strand: Int?)] = []
        for (position, graph) in state.branches.enumerated() {
            let strand = recorded[position]
            if let output = strand.flatMap({ trace.output(of: $0, in: graph) }) {
                forks[slot]?.results[position] = output
                continue
            }
            let child = makeStrand(
                parent: slot, position: position, graph: graph, input: input,
                after: strand.map { trace.strands[$0].lastEvent } ?? started)
            resumed.append((child, strand))
        }
        try resume(resumed, below: slot, of: trace)
    }

    /// Lets children go on, once all of them are there: one that is over at once must not end the state alone.
    private mutating func resume(
        _ children: [(child: Int, strand: Int?)], below slot: Int, of trace: ExecutionTrace
    ) throws(RedriveError) {
        forks[slot]?.children += children.map(\.child)
        if forks[slot]?.isComplete == true { return finishFork(slot) }
        let serials = children.map { strands[$0.child].serial }
        for ((child, strand), serial) in zip(children, serials) {
            // Another child may have ended them all meanwhile.
            guard strands[child].serial == serial, strands[child].phase != .ended else { continue }
            if let strand { try resume(child, strand: strand, of: trace) } else { ready.append(child) }
        }
    }

    /// Which recorded strand is which branch: the first that begins as the branch does.
    private func branches(
        of state: ParallelState, in visit: ExecutionTrace.Visit, of trace: ExecutionTrace
    ) -> [Int: Int] {
        var branches: [Int: Int] = [:]
        for strand in visit.children {
            let first = trace.strands[strand].visits.first.map { trace.visits[$0].state }
            let position = state.branches.indices.first {
                branches[$0] == nil && state.branches[$0].states[state.branches[$0].start].name == first
            }
            if let position { branches[position] = strand }
        }
        return branches
    }

    private mutating func resumeIterations(
        _ slot: Int, _ state: MapState, _ plan: MapPlan, _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace
    ) throws(RedriveError) {
        guard let processor = state.processor else { return attemptAgain(slot) }
        strands[slot].phase = .forked
        forks[slot] = Fork(
            iterations: IterationSetup(state, processor, plan),
            results: Array(repeating: nil, count: plan.items.count))
        var resumed: [(child: Int, strand: Int?)] = []
        for strand in visit.children {
            let position = trace.strands[strand].position
            guard plan.items.indices.contains(position) else {
                throw .doesNotFit(
                    event: visit.entered, problem: "enters '\(visit.state)', which has no item \(position) now")
            }
            let next = forks[slot]?.nextItem ?? 0
            forks[slot]?.nextItem = max(next, position + 1)
            if let output = trace.output(of: strand, in: processor) {
                forks[slot]?.results[position] = output
                continue
            }
            let item = ContextObject.MapItem(index: position, value: plan.items[position])
            // Only an iteration that entered no state needs the input that it started with.
            let input = (try? makeItemInput(slot, state, plan, item)) ?? item.value
            let child = makeStrand(
                parent: slot, position: position, graph: processor, input: input,
                after: trace.strands[strand].lastEvent)
            strands[child].mapItem = item
            resumed.append((child, strand))
        }
        try resume(resumed, below: slot, of: trace)
        startIterationsThatFit(slot)
    }
}
