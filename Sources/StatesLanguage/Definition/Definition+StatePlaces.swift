import JSON

extension Definition {
    /// A state of a definition by its name and its place.
    public struct StatePlace: Hashable, Sendable {
        /// The state's name.
        public let name: String
        /// The JSON pointer of the state.
        public let pointer: String

        /// A state at a place.
        public init(name: String, pointer: String) {
            (self.name, self.pointer) = (name, pointer)
        }
    }

    /// All states, in the order of the document, also inside branches and item processors.
    public var statePlaces: [StatePlace] { graph.statePlaces }
}

extension Execution {
    /// All states of the definition, in its order, also inside branches and item processors.
    public var statePlaces: [Definition.StatePlace] { definition.statePlaces }
}

extension StateGraph {
    fileprivate var statePlaces: [Definition.StatePlace] {
        states.flatMap { state -> [Definition.StatePlace] in
            let place = pointer.appending(pointer: "States").appending(pointer: state.name)
            let inner: [Definition.StatePlace] =
                switch state {
                case .parallel(let parallel): parallel.branches.flatMap(\.statePlaces)
                case .map(let map): map.processor?.statePlaces ?? []
                case .task, .choice, .pass, .wait, .succeed, .fail: []
                }
            return [Definition.StatePlace(name: state.name, pointer: place)] + inner
        }
    }
}
