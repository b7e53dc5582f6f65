import JSON

extension ExecutionTrace {
    /// Adds the next event.
    ///
    /// - Precondition: Its id is one more than there are events, and it follows from one of them.
    public mutating func add(_ event: HistoryEvent) {
        events.append(event)
        let origin = event.previousID > 0 ? strandOfEvent[event.previousID - 1] : 0
        let name = event.type.rawValue
        var (strand, visit): (Int, Int?) = (origin, nil)
        if name.hasPrefix("Execution") {
            strand = 0
            if event.type == .executionRedriven { reopen() }
        } else if name.hasSuffix("StateEntered") {
            strand = strandEntered(by: event, from: origin)
            visit = enter(event, in: strand)
        } else if name.hasPrefix("MapIteration") {
            (strand, visit) = iteration(event, from: origin)
        } else {
            visit = owner(of: event, from: origin)
            strand = visit.map { visits[$0].strand } ?? origin
        }
        strandOfEvent.append(strand)
        visitOfEvent.append(visit)
        strands[strand].lastEvent = event.id
        if let visit { note(event, visit) }
    }

    /// What a redrive runs again is under way again.
    private mutating func reopen() {
        for index in visits.indices where visits[index].exited == nil { visits[index].isGivenUp = false }
    }

    /// A state that follows from the start of a Parallel state is the first of a branch.
    private mutating func strandEntered(by event: HistoryEvent, from origin: Int) -> Int {
        guard self.event(event.previousID)?.type == .parallelStateStarted,
            let parent = visitOfEvent[event.previousID - 1]
        else { return origin }
        return addStrand(below: parent, position: visits[parent].children.count)
    }

    private mutating func addStrand(below parent: Int, position: Int) -> Int {
        strands.append(Strand(parent: parent, position: position, lastEvent: 0))
        visits[parent].children.append(strands.count - 1)
        return strands.count - 1
    }

    private mutating func enter(_ event: HistoryEvent, in strand: Int) -> Int {
        visits.append(
            Visit(
                strand: strand, state: event.stateName ?? "",
                type: String(event.type.rawValue.dropLast("StateEntered".count)), entered: event.id, events: []))
        strands[strand].visits.append(visits.count - 1)
        return visits.count - 1
    }

    /// `MapIterationStarted` makes a strand; the other events of an iteration end it.
    private mutating func iteration(_ event: HistoryEvent, from origin: Int) -> (strand: Int, visit: Int?) {
        guard let map = openVisit(from: origin, where: { $0.type == "Map" && $0.state == event.stateName }) else {
            return (origin, nil)
        }
        let index = event.eventDetails["index"]?.int ?? visits[map].children.count
        if event.type == .mapIterationStarted { return (addStrand(below: map, position: index), map) }
        return (visits[map].children.first { strands[$0].position == index } ?? origin, map)
    }

    /// The visit that an event is about.
    private func owner(of event: HistoryEvent, from origin: Int) -> Int? {
        let name = event.type.rawValue
        if event.type == .evaluationFailed, let state = event.stateName {
            // It follows from what led to the state, not from its being entered.
            let entered = visits.lastIndex {
                $0.exited == nil && $0.state == state && self.event($0.entered)?.previousID == event.previousID
            }
            return entered ?? openVisit(from: origin) { $0.state == state }
        }
        if name.hasSuffix("StateExited") {
            return openVisit(from: origin, orGivenUp: true) { $0.state == event.stateName }
        }
        for type in ["Parallel", "Map"] where name.hasPrefix("\(type)State") {
            return openVisit(from: origin) { $0.type == type }
        }
        return strands[origin].visits.last
    }

    /// The nearest visit that is not over, of this strand or those above it.
    private func openVisit(
        from origin: Int, orGivenUp: Bool = false, where matches: (Visit) -> Bool
    ) -> Int? {
        var strand: Int? = origin
        while let current = strand {
            if let last = strands[current].visits.last, visits[last].exited == nil,
                orGivenUp || !visits[last].isGivenUp, matches(visits[last])
            {
                return last
            }
            strand = strands[current].parent.map { visits[$0].strand }
        }
        return nil
    }

    private mutating func note(_ event: HistoryEvent, _ visit: Int) {
        visits[visit].events.append(event.id)
        switch event.type {
        case .parallelStateStarted, .mapStateStarted: visits[visit].children = []
        case .parallelStateFailed, .parallelStateAborted, .mapStateFailed, .mapStateAborted:
            visits[visit].isGivenUp = true
        default: if event.type.rawValue.hasSuffix("StateExited") { visits[visit].exited = event.id }
        }
    }
}
