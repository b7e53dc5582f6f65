public import JSON
public import StatesLanguage

extension DebugSession {
    /// The execution as it stands.
    public var execution: Execution { timeline.current.execution }

    /// How many steps led here from the start.
    public var position: Int { timeline.position }

    /// The strand that the next step is about; of an execution that is over, the machine itself.
    public var focus: StrandView? {
        let moment = timeline.current
        if let next = moment.execution.nextStrand { return moment.execution.strand(next) }
        if let task = moment.tasks.first { return moment.execution.strand(running: task.id) }
        let last = moment.execution.trace?.last.flatMap { moment.execution.strand($0.strand) }
        return last ?? moment.execution.strandsUnderWay.last
    }

    /// What the task of the focus is asked to do, while it is under way.
    public var request: TaskRequest? { pendingTask?.request }

    /// How the task of the focus is going to end, once it is known.
    public var outcome: TaskOutcome? { pendingTask?.outcome }

    /// The raw result of the focus, before `ResultSelector` and `ResultPath`, once there is one.
    public var result: JSON? {
        if case .succeeded(let result)? = outcome { result } else { .none }
    }

    /// The names of all states of the definition, in its order, also inside branches and item processors.
    public var stateNames: [String] { execution.statePlaces.map(\.name) }

    /// The value of an expression as the state of the focus would find it.
    ///
    /// - Throws: ``SessionError`` when it is no expression or has no value.
    public func evaluate(_ expression: String) throws(SessionError) -> JSON {
        guard let focus else { throw SessionError(.over, "There is no state to evaluate it in.") }
        do throws(ExpressionProblem) {
            return try execution.evaluate(expression, in: focus.id, result: result)
        } catch {
            throw SessionError(.badExpression, error.description)
        }
    }

    var pendingTask: Moment.PendingTask? {
        guard let task = focus?.task else { return nil }
        return timeline.current.tasks.first { $0.id == task }
    }
}
