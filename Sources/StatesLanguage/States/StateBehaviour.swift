import JSON

/// What a kind of state does when an execution enters it.
///
/// Everything here is a pure function of the input, the context and the variables; what needs time, tasks or branches
/// is handed back as a ``StateAction``.
protocol StateBehaviour: Sendable {
    var name: String { get }
    var targets: [Int] { get }
    var isTerminal: Bool { get }
    var retriers: [Retrier] { get }
    var catchers: [Catcher] { get }

    /// What to do for an input.
    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction

    /// How the state ends when what it waited for gave a result.
    ///
    /// - Parameters:
    ///   - result: The raw result of the task, or of all branches or iterations.
    ///   - scope: The scope of the visit; its input is the state's own.
    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit
}

extension StateBehaviour {
    var retriers: [Retrier] { [] }
    var catchers: [Catcher] { [] }
    var isTerminal: Bool { targets.isEmpty }

    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        StateExit(output: result, transition: .end)
    }
}

/// What follows from entering a state.
enum StateAction: Sendable {
    case exit(StateExit)
    case fail(Failure)
    case wait(WaitTime)
    indirect case task(TaskPlan)
    case branches(input: JSON)
    indirect case iterations(MapPlan)
}

/// How a state ends when it ends well.
struct StateExit: Sendable {
    var output: JSON
    var transition: Transition
    /// The variables that `Assign` gives, by name.
    var assigned: JSONObject?
    /// Whether the output was made here, so that its size needs checking.
    var isNewOutput = false
    /// What a Choice state decided; nil for the other kinds.
    var choice: TraceEvent.Kind?
}

/// When a wait ends.
enum WaitTime: Hashable, Sendable {
    case after(Duration)
    case until(Timestamp)
}
