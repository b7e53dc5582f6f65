import StatesLanguage

extension DebugSession {
    /// Whether the definition has a state that a breakpoint is about.
    public func hasState(for breakpoint: Breakpoint) -> Bool {
        execution.statePlaces.contains { breakpoint.isAbout(name: $0.name, pointer: $0.pointer) }
    }

    /// The breakpoints before the state that the next step enters.
    var hitsBeforeNextState: [BreakpointHit] {
        guard breakpoints.contains(where: { $0.moment == .before }), let next = execution.nextStrand,
            let strand = execution.strand(next), strand.standing == .entering
        else { return [] }
        return breakpoints.filter { $0.moment == .before && $0.isAbout(strand) }.map { BreakpointHit($0, strand) }
    }

    /// The breakpoints on errors that a task hits whose failure is known, before anything comes of it.
    func hitsOfFailure(of task: TaskID) -> [BreakpointHit] {
        guard let pending = timeline.current.tasks.first(where: { $0.id == task }),
            let failure = pending.outcome?.failure, let strand = execution.strand(running: task)
        else { return [] }
        return breakpoints.filter { $0.moment == .error && $0.isAbout(strand) }
            .map { BreakpointHit($0, strand, failure: failure) }
    }

    /// All breakpoints that the newest events of the trace hit.
    ///
    /// - Parameter strand: Where a task ended whose failure was told before it counted; nil for nowhere.
    func newHits(inTraceFrom start: Int, withoutFailureOf strand: StrandID?) -> [BreakpointHit] {
        var news = Array((execution.trace ?? []).dropFirst(start))
        if let told = news.firstIndex(where: { $0.strand == strand && $0.isFailure }) { news.remove(at: told) }
        return news.flatMap { event in breakpoints.filter { $0.isHit(by: event) }.map { BreakpointHit($0, event) } }
    }
}

extension Breakpoint {
    fileprivate func isAbout(_ strand: StrandView) -> Bool { isAbout(name: strand.state, pointer: strand.pointer) }
}

extension TraceEvent {
    fileprivate var isFailure: Bool { if case .failed = kind { true } else { false } }
}

extension TaskOutcome {
    /// The error and the cause; nil for a success.
    var failure: (error: String?, cause: String?)? {
        switch self {
        case .succeeded, .silent: nil
        case .failed(let error, let cause): (error, cause)
        case .timedOut(let cause): ("States.Timeout", cause)
        case .heartbeatTimedOut(let cause): ("States.HeartbeatTimeout", cause)
        case .unanswered(let cause): (TaskOutcome.unansweredError, cause)
        }
    }
}
