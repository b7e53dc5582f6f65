/// A compiled expression.
///
/// The compiler builds nodes from below and finishes them while it puts paths together; once it hands the root out,
/// nothing changes any more, which is why nodes may be shared between threads.
final class Node: @unchecked Sendable {
    enum Kind {
        case literal(Value)
        case path(Path)
        /// A member of the context, on its own or as a step.
        case name(String)
        case variable(VariableID)
        case context
        case wildcard
        case descendants
        case parent(AncestorSlot)
        case regex(RegexPattern)
        case placeholder
        case operation(Operator, Node, Node)
        case negate(Node)
        case array([Node])
        case object(Grouping)
        case block([Node])
        case bind(VariableID, Node)
        case condition(Node, then: Node, otherwise: Node?)
        case fallback(Fallback, Node, Node)
        case lambda(Lambda)
        case call(Call)
        case partial(Call)
        case apply(Node, Node)
        case transform(Transform)
        /// A step of a path that orders what came so far.
        case sort([SortTerm])
    }

    var kind: Kind
    /// UTF-16 units of the source up to the end of the node's token.
    let position: Int
    let token: String
    /// Whether one value stays an array.
    var keepsArray = false
    /// What `[...]` after an expression that is no path tests.
    var predicates: [Node] = []
    var grouping: Grouping?
    /// What the node means as a step of a path.
    var step = StepTraits()
    /// The `%` below that no step has answered yet.
    var openSlots: [AncestorSlot] = []
    /// Whether the value is the result of a function, so that the frame of the function can go first.
    var isTailCall = false
    /// Whether anything follows the plain evaluation.
    var isPlain = true

    init(_ kind: Kind, position: Int, token: String) {
        self.kind = kind
        self.position = position
        self.token = token
    }
}

/// What a node has as a step.
struct StepTraits {
    var stages: [Stage] = []
    var focus: VariableID?
    var index: VariableID?
    var ancestor: AncestorSlot?
    /// Whether the step hands on what its variables were bound to.
    var isTuple = false
    /// An array constructor, whose array stays one value.
    var isConstructor = false
}

/// What follows a step in brackets or after `#`.
enum Stage {
    case filter(Node)
    case index(VariableID)
}

/// What a `%` refers to.
final class AncestorSlot {
    var label: VariableID
    /// How many steps are still to be climbed.
    var level = 1

    init(label: VariableID) {
        self.label = label
    }
}

final class Path {
    var steps: [Node]
    var keepsSingleton = false
    var isTuple = false

    init(_ steps: [Node]) {
        self.steps = steps
    }
}

struct Grouping {
    var pairs: [(key: Node, value: Node)]
    var position: Int
}

struct SortTerm {
    var expression: Node
    var isDescending: Bool
}

final class Lambda {
    let parameters: [VariableID]
    let signature: Signature?
    let body: Node

    init(parameters: [VariableID], signature: Signature?, body: Node) {
        self.parameters = parameters
        self.signature = signature
        self.body = body
    }
}

final class Call {
    let procedure: Node
    let arguments: [Node]
    /// The name that errors give, where it has one.
    let name: String?

    init(procedure: Node, arguments: [Node], name: String?) {
        self.procedure = procedure
        self.arguments = arguments
        self.name = name
    }
}

final class Transform {
    let pattern: Node
    let update: Node
    let delete: Node?

    init(pattern: Node, update: Node, delete: Node?) {
        self.pattern = pattern
        self.update = update
        self.delete = delete
    }
}
