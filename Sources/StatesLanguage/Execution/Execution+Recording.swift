import JSON

extension Execution {
    /// A strand in a free slot.
    mutating func makeStrand(
        parent: Int?, position: Int, graph: StateGraph, input: JSON, after event: Int
    ) -> Int {
        nextSerial += 1
        let strand = Strand(
            serial: nextSerial, parent: parent, position: position, graph: graph,
            variables: parent.map { strands[$0].variables } ?? [:],
            mapItem: parent.map { strands[$0].mapItem } ?? mapItem,
            lastEvent: event, stateIndex: graph.start, input: input)
        if let slot = freeSlots.popLast() {
            strands[slot] = strand
            return slot
        }
        strands.append(strand)
        forks.append(nil)
        return strands.count - 1
    }

    /// Frees the slot of a strand that is over.
    mutating func release(_ slot: Int) {
        strands[slot].phase = .ended
        strands[slot].input = .null
        strands[slot].variables = [:]
        forks[slot] = nil
        freeSlots.append(slot)
    }

    /// Adds an event of a strand.
    ///
    /// - Parameter advances: Whether what the strand records next follows from this event.
    /// - Returns: The event's number.
    @discardableResult
    mutating func record(
        _ type: HistoryEventType, _ details: HistoryDetails, in slot: Int, advances: Bool = true
    ) -> Int {
        // The last place is kept for the event that says how the execution ended.
        if history.count >= limits.historyEvents - 1, identity.type == .standard {
            if status == .running {
                end(
                    .failed, error: "States.Runtime",
                    cause: "The execution reached the maximum number of history events (\(limits.historyEvents)).")
            }
            return history.count
        }
        // The first state follows from nothing, as the recordings have it.
        let id = append(type, details, after: strands[slot].lastEvent)
        if advances { strands[slot].lastEvent = id }
        return id
    }

    @discardableResult
    mutating func append(_ type: HistoryEventType, _ details: HistoryDetails, after previous: Int) -> Int {
        let id = history.count + 1
        history.append(
            HistoryEvent(id: id, previousID: previous, type: type, timestamp: now, details: details))
        return id
    }

    /// Ends the execution in any way but well.
    mutating func end(_ status: Status, error: String?, cause: String?) {
        guard self.status == .running else { return }
        if status != .failed {
            // As recorded on AWS: of a Wait state that is stopped with the whole execution the history does not tell.
            if status != .aborted || strands.first?.phase != .sleeping(isRetry: false) { abort(0) }
            if self.status != .running { return }
        }
        for task in tasks.keys.sorted() { commands.append(.cancelTask(task)) }
        tasks = [:]
        abandonMapRuns()
        self.status = status
        self.error = error
        self.cause = cause
        let type: HistoryEventType =
            switch status {
            case .timedOut: .executionTimedOut
            case .aborted: .executionAborted
            default: .executionFailed
            }
        // An abort comes from outside and follows from nothing.
        append(
            type, .failure(error: error, cause: cause),
            after: status == .aborted ? 0 : strands.first?.lastEvent ?? 0)
    }
}
