/// A state machine as a picture sees it: states, what leads where, and graphs inside states.
public struct MachineGraph: Sendable {
    /// A state.
    public struct Node: Sendable {
        /// The state's JSON pointer in the definition, such as `/States/Fetch`: what overlays name it by.
        public let pointer: String
        /// The state's name.
        public let name: String
        /// Its `Type`.
        public let type: String
        /// What it works with, such as `lambda:invoke`; nil where there is nothing to say.
        public let detail: String?
        /// How many retriers it has.
        public let retrierCount: Int
        /// Whether the graph can end here.
        public let isEnd: Bool
        /// The branches of a Parallel state, or what a Map state does with each item.
        public let inner: [MachineGraph]
        /// How a distributed Map runs its child executions; nil for any other state.
        public let distribution: Distribution?
    }

    /// How a distributed Map runs its child executions.
    public struct Distribution: Hashable, Sendable {
        /// Whether they are express workflows.
        public let isExpress: Bool
        /// How many items each gets at most, as far as the definition says.
        public let itemsPerChild: Int
    }

    /// A way from one state to another.
    public struct Edge: Sendable {
        /// Why it is taken.
        public enum Kind: Sendable {
            case next
            case rule
            case otherwise
            case catcher
        }

        /// The positions of the states in ``MachineGraph/nodes``.
        public let from: Int
        public let to: Int
        public let kind: Kind
        /// The pointer of what makes it, such as `/States/Decide/Choices/0` or `/States/Fetch/Next`.
        public let pointer: String
        /// When it is taken, in a few words; empty where there is no condition.
        public let label: String
    }

    /// The pointer of the object with `StartAt` and `States`.
    public internal(set) var pointer: String
    /// The states in the order of the document.
    public internal(set) var nodes: [Node] = []
    /// What leads where, in the order of the document.
    public internal(set) var edges: [Edge] = []
    /// The position of the state to start at.
    public internal(set) var start = 0
}

extension MachineGraph {
    /// How many states there are, those inside others included.
    public var stateCount: Int {
        nodes.reduce(nodes.count) { sum, node in sum + node.inner.reduce(0) { $0 + $1.stateCount } }
    }
}
