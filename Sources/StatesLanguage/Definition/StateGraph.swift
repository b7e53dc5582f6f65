/// States that may lead to each other, and the one to start at.
///
/// A class, so that the strands of an execution share it at the cost of a reference.
final class StateGraph: Sendable {
    let states: [State]
    let indices: [String: Int]
    let start: Int
    /// The JSON pointer of the object that holds `States`.
    let pointer: String

    init(states: [State], indices: [String: Int], start: Int, pointer: String) {
        self.states = states
        self.indices = indices
        self.start = start
        self.pointer = pointer
    }
}
