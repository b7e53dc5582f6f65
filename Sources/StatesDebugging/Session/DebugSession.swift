public import StatesLanguage

/// An execution that is run step by step, looked at, changed and taken back.
///
/// It has no terminal, no clock and no tasks: where it needs an answer it says so with a ``Halt``, and whoever drives it
/// gives one and lets it ``resume()``. It takes its steps in the order in which ``Interpreter`` takes them, so that
/// stepping through an execution gives the history that running it gives. Waits take no time. Results of distributed Maps
/// are not written.
public struct DebugSession: Sendable {
    /// Steps between two chances to interrupt.
    private static let steps = 500

    /// Where it stops by itself.
    public var breakpoints: [Breakpoint] = []
    /// All that the last step hit; also where the execution is over with it.
    public private(set) var hits: [BreakpointHit] = []
    var timeline: Timeline
    private let first: Moment
    private var journey: Journey?

    /// What a session is on its way to do.
    private struct Journey {
        var pace: Pace
        var strand: StrandID?
        var isAtItsStart = true
        /// The task that was just answered, which is a step of its own.
        var answered: TaskID?
    }

    /// The task whose failure was told when it was known, so that it is not told again when it counts.
    private var toldFailure: TaskID?

    /// A session at the start of an execution.
    ///
    /// - Parameters:
    ///   - execution: One that has not started.
    ///   - time: When it starts.
    public init(_ execution: Execution, at time: Timestamp) {
        first = Moment(starting: execution, at: time)
        timeline = Timeline(first)
    }

    /// Sets out to go on.
    ///
    /// - Throws: ``SessionError`` when the execution is over.
    public mutating func go(_ pace: Pace) throws(SessionError) -> Halt {
        guard !execution.isOver else {
            throw SessionError(.over, "The execution is over. Go back, or restart it.")
        }
        hits = []
        journey = Journey(pace: pace, strand: focus?.id)
        return resume()
    }

    /// Goes on with what it set out to do.
    public mutating func resume() -> Halt {
        for _ in 0..<Self.steps {
            guard let journey else { return .stopped(.done) }
            if execution.isOver { return stop(.ended) }
            if let task = journey.answered {
                self.journey?.answered = nil
                hits = hitsOfFailure(of: task)
                if !hits.isEmpty { toldFailure = task }
                if !hits.isEmpty || journey.pace == .step { return stop(hits.isEmpty ? .done : .breakpoint) }
            }
            if !journey.isAtItsStart {
                hits = hitsBeforeNextState
                if !hits.isEmpty { return stop(.breakpoint) }
            }
            let traceLength = execution.trace?.count ?? 0
            switch nextMove {
            case .move(let move): make(move)
            case .ask(let halt): return halt
            }
            self.journey?.isAtItsStart = false
            if let reason = reasonToStop(journey, since: traceLength) { return stop(reason) }
        }
        return .goesOn
    }

    private mutating func make(_ move: Move) {
        let traceLength = execution.trace?.count ?? 0
        var told: StrandID?
        if case .tell(.taskEnded(let task, _, _)) = move, task == toldFailure {
            told = execution.strand(running: task)?.id
        }
        timeline.make(move)
        hits = newHits(inTraceFrom: traceLength, withoutFailureOf: told)
    }

    /// Stops on the way.
    public mutating func pause() -> Halt { stop(.paused) }

    /// Stops since only the user can answer a task.
    public mutating func waitForAnswer() -> Halt { stop(.waitsForAnswer) }

    /// Says how a task is going to end, and records what it does before. It ends with the next step, so that its result can still be changed.
    ///
    /// - Throws: ``SessionError`` when no such task is under way.
    public mutating func answer(_ task: TaskID, _ response: MockResponse) throws(SessionError) {
        guard timeline.current.tasks.contains(where: { $0.id == task }) else {
            throw SessionError(.noTask, "That task is not under way.")
        }
        timeline.make(.answer(task, response))
        journey?.answered = task
    }

    /// Hands over items of a data set.
    public mutating func provide(_ items: Result<ItemBatch, ObjectError>, for request: ItemRequest) {
        timeline.make(.tell(.itemsRead(items, mapRun: request.mapRun, at: execution.now)))
    }

    /// Goes back some steps, at most to the start.
    ///
    /// - Throws: ``SessionError`` when it is there already.
    public mutating func back(_ count: Int = 1) throws(SessionError) {
        guard timeline.position > 0 else { throw SessionError(.atStart, "This is the start.") }
        timeline.go(to: max(0, timeline.position - max(1, count)))
        forgetTheWay()
    }

    /// Goes back to the start. Breakpoints stay.
    public mutating func restart() {
        timeline = Timeline(first)
        forgetTheWay()
    }

    private mutating func forgetTheWay() {
        (journey, toldFailure, hits) = (nil, nil, [])
    }

    private mutating func stop(_ reason: StopReason) -> Halt {
        journey = nil
        return .stopped(execution.isOver ? .ended : reason)
    }

    private func reasonToStop(_ journey: Journey, since traceLength: Int) -> StopReason? {
        if execution.isOver { return .ended }
        if !hits.isEmpty { return .breakpoint }
        let news = (execution.trace ?? []).dropFirst(traceLength)
        switch journey.pace {
        case .step: return .done
        case .run: return nil
        case .over:
            let isLeft = news.contains { $0.strand == journey.strand && $0.kind == .left }
            return isLeft || journey.strand.flatMap(execution.strand) == nil ? .done : nil
        }
    }
}
