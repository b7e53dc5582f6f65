import JSON

extension Execution {
    /// Lets a new strand go on where a recorded one stopped.
    mutating func resume(_ slot: Int, strand: Int, of trace: ExecutionTrace) throws(RedriveError) {
        for index in trace.strands[strand].visits {
            guard let exited = trace.visits[index].exited.flatMap(trace.event) else { continue }
            strands[slot].variables.merge(exited.assignedVariables) { _, new in new }
        }
        guard let visit = trace.lastVisit(of: strand) else {
            ready.append(slot)
            return
        }
        try takeUp(visit, of: trace, in: slot)
        if let exited = visit.exited {
            try goOn(slot, after: visit, output: trace.event(exited)?.data("output"), of: trace)
            return
        }
        switch strands[slot].state {
        case .fail: ready.append(slot)
        case .parallel, .map: try resumeFork(slot, visit, of: trace)
        default: attemptAgain(slot)
        }
    }

    /// Puts a strand into the state of a visit, with the input it had.
    private mutating func takeUp(
        _ visit: ExecutionTrace.Visit, of trace: ExecutionTrace, in slot: Int
    ) throws(RedriveError) {
        guard let index = strands[slot].graph.indices[visit.state],
            strands[slot].graph.states[index].kind.rawValue == visit.type
        else {
            throw .doesNotFit(
                event: visit.entered, problem: "enters '\(visit.state)', a \(visit.type) state that is not there")
        }
        guard let entered = trace.event(visit.entered), let input = entered.data("input") else {
            throw .doesNotFit(event: visit.entered, problem: "does not tell the whole input of '\(visit.state)'")
        }
        strands[slot].stateIndex = index
        strands[slot].input = input
        strands[slot].enteredEvent = visit.entered
        strands[slot].enteredAt = entered.timestamp
    }

    /// The same state again, without entering it anew.
    mutating func attemptAgain(_ slot: Int) {
        strands[slot].phase = .retrying
        ready.append(slot)
    }

    /// A strand that stopped between two states enters the second.
    private mutating func goOn(
        _ slot: Int, after visit: ExecutionTrace.Visit, output: JSON?, of trace: ExecutionTrace
    ) throws(RedriveError) {
        guard let output else {
            throw .doesNotFit(event: visit.exited ?? 0, problem: "does not tell the whole output of '\(visit.state)'")
        }
        if case .next(let index) = transition(after: visit, in: slot, of: trace) {
            strands[slot].stateIndex = index
            strands[slot].input = output
            ready.append(slot)
        } else {
            strandSucceeded(slot, output)
        }
    }

    /// Where a visit that is over led. The history does not say; it follows from the state and from how it went.
    private func transition(after visit: ExecutionTrace.Visit, in slot: Int, of trace: ExecutionTrace) -> Transition {
        let behaviour = strands[slot].state.behaviour
        if case .choice = strands[slot].state {
            var scope = makeScope(for: slot)
            if case .exit(let exit)? = try? behaviour.enter(&scope) { return exit.transition }
        }
        let failed = visit.events.dropLast().last.flatMap(trace.event).flatMap { event in
            event.error.map { Failure(error: $0) }
        }
        if let failed, let catcher = behaviour.catchers.first(where: { $0.errorEquals.matches(failed) }) {
            return .next(catcher.next)
        }
        return behaviour.isTerminal ? .end : behaviour.targets.first.map { .next($0) } ?? .end
    }
}

extension ExecutionTrace {
    /// What a branch or iteration gave; nil where it did not come to its end.
    ///
    /// - Parameter graph: The states it ran.
    func output(of strand: Int, in graph: StateGraph) -> JSON? {
        guard let visit = lastVisit(of: strand), let exited = visit.exited.flatMap(event),
            let index = graph.indices[visit.state], graph.states[index].isTerminal
        else { return Optional.none }
        return exited.data("output")
    }
}
