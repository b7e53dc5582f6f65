public import JSON

/// One child execution of a Map Run, with a history of its own.
public struct ChildExecution: Sendable {
    /// The ARN of the Map Run that it belongs to.
    public let mapRunARN: String
    /// Which of the run's children it is, from 0.
    public let index: Int
    /// How many items it works on.
    public let itemCount: Int
    /// The execution itself, as it stands.
    public internal(set) var execution: Execution
}

extension ChildExecution {
    /// The child's own ARN.
    public var arn: String { execution.identity.executionARN }
    /// The ARN of the Map state's machine: the parent's with the label behind it.
    public var stateMachineARN: String { execution.identity.stateMachineARN }
    /// The child's name.
    public var name: String { execution.identity.executionName }
    /// Standard or express.
    public var type: ExecutionIdentity.WorkflowType { execution.identity.type }
    /// What it works on.
    public var input: JSON { execution.input }
    /// When it began.
    public var startDate: Timestamp { execution.startTime }
    /// How often it was redriven.
    public var redriveCount: Int { execution.redriveCount }
    /// When it was last redriven; nil where it never was.
    public var redriveDate: Timestamp? { execution.redriveTime }
    /// When it ended; nil while it is under way.
    public var stopDate: Timestamp? { execution.isOver ? execution.now : nil }
}

/// A child execution inside its parent.
struct ChildRun: Sendable {
    var child: ChildExecution
    /// The names that the parent gave to the child's tasks.
    var tasks: [(outer: TaskID, inner: TaskID)] = []
    /// When the parent wakes it next.
    var wake: Timestamp?
    /// Whether its next step is to come.
    var isQueued = false

    /// What a child waits for.
    enum Standing {
        case over
        case ready
        /// A time, or nothing but tasks and items.
        case waiting(Timestamp?)
    }

    var standing: Standing {
        if child.execution.isOver { return .over }
        return child.execution.canStep ? .ready : .waiting(child.execution.nextWake)
    }

    mutating func tell(_ change: (inout Execution) -> Void) { change(&child.execution) }
}
