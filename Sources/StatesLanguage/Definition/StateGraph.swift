/// States that may lead to each other, and the one to start at.
///
/// A class, so that the strands of an execution share it at the cost of a reference.
final class StateGraph: Sendable {
    let states: [State]
    /// What an execution asks of the states again and again.
    let traits: [StateTraits]
    let indices: [String: Int]
    let start: Int
    /// The JSON pointer of the object that holds `States`.
    let pointer: String

    init(states: [State], indices: [String: Int], start: Int, pointer: String) {
        self.states = states
        traits = states.map(StateTraits.init)
        self.indices = indices
        self.start = start
        self.pointer = pointer
    }
}

/// What the kinds of states have in common, found once for each state.
final class StateTraits: Sendable {
    let name: String
    let kind: State.Kind
    let canRetry: Bool
    let behaviour: any StateBehaviour

    init(_ state: State) {
        behaviour = state.behaviour
        (name, kind, canRetry) = (behaviour.name, state.kind, state.canRetry)
    }
}
