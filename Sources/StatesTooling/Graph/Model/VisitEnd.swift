import StatesLanguage

/// What became of a visit of a state.
enum VisitEnd: Hashable {
    /// The execution went on from it, is still in it, or a catcher took its failure.
    case left
    /// It failed, and nothing took the failure.
    case failed
    /// Something else failed or the execution was stopped before it was over.
    case givenUp
}

extension ExecutionTrace {
    func end(of visit: Visit) -> VisitEnd {
        guard visit.exited == nil, let last = events.last, last.type.endStatus != .running else { return .left }
        let told = visit.events.compactMap { event($0) }
        if visit.type == "Fail" || told.contains(where: \.isFailure) { return .failed }
        if told.contains(where: { $0.type.rawValue.hasSuffix("Aborted") }) { return .givenUp }
        if [.aborted, .timedOut].contains(last.type.endStatus) { return .givenUp }
        // Not every abort is told: a task under way, and a wait beside others, were no reason to fail.
        let isUnderWay = told.contains { $0.type.isTaskScheduled } || !visit.children.isEmpty
        let isBesideOthers = strands[visit.strand].parent != nil
        return isUnderWay || (visit.type == "Wait" && isBesideOthers) ? .givenUp : .failed
    }

    /// Whether a catcher took the failure of a visit.
    func isCaught(_ visit: Visit) -> Bool {
        visit.events.dropLast().last.flatMap { event($0) }?.isFailure == true
    }

    /// Attempts of a state after its first. One that a redrive began is the redrive's.
    func retries(of visit: Visit) -> Int {
        let attempts = visit.events.filter { id in
            guard let type = event(id)?.type else { return false }
            return type.isTaskScheduled || type == .parallelStateStarted || type == .mapStateStarted
        }
        return zip(attempts, attempts.dropFirst()).count { earlier, later in
            let redrive = events[earlier..<(later - 1)].last { $0.type == .executionRedriven }?.id
            guard let redrive else { return true }
            // What went on inside it first, failed again, and then the state was retried.
            return events[redrive..<(later - 1)].contains { isInside(strandOfEvent[$0.id - 1], visit) }
        }
    }

    /// Whether a strand is a branch or iteration of a visit, or inside of one.
    private func isInside(_ strand: Int, _ visit: Visit) -> Bool {
        var strand = strand
        while let parent = strands[strand].parent {
            if visits[parent].entered == visit.entered { return true }
            strand = visits[parent].strand
        }
        return false
    }
}

extension HistoryEvent {
    /// Whether it tells of a failure of the state that it belongs to.
    fileprivate var isFailure: Bool {
        error != nil || type.rawValue.hasSuffix("StateFailed") || type == .mapRunFailed
            || type.rawValue.hasSuffix("TimedOut")
    }
}
