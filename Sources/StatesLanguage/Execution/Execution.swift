public import JSON

/// One run of a state machine, as a value.
///
/// It decides and does nothing else: no waiting, no clock, no tasks. It is told what happened (it was started, a task
/// ended, a time was reached), and says what to do (start a task, cancel one, wake it at a time). Being a value, it can
/// be kept and gone back to at any moment, and equal inputs always give equal histories.
public struct Execution: Sendable {
    /// How an execution stands.
    public enum Status: String, Hashable, Sendable {
        case running = "RUNNING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case timedOut = "TIMED_OUT"
        case aborted = "ABORTED"
    }

    /// Something for the driver to do.
    public enum Command: Sendable {
        /// Carry out a task and tell the execution how it ended.
        case startTask(TaskID, TaskRequest)
        /// Give a task up; its end no longer matters.
        case cancelTask(TaskID)
        /// Read items of a Map Run's data set and tell the execution what came of it.
        case readItems(ItemRequest)
        /// No more items of this Map Run are asked for.
        case stopReading(mapRun: String)
        /// Write a part of a Map Run's results, in the order of the parts, and tell the execution what came of it.
        case writeResults(ResultPart)
        /// A child execution has started; only where ``Execution/reportsChildren`` asks for it.
        indirect case childStarted(ChildExecution)
        /// A child execution is over; only where ``Execution/reportsChildren`` asks for it.
        indirect case childEnded(ChildExecution)
    }

    /// How the execution stands.
    public internal(set) var status = Status.running
    /// The result of an execution that succeeded.
    public internal(set) var output: JSON?
    /// The error of an execution that did not, where it has one.
    public internal(set) var error: String?
    /// The cause of that error.
    public internal(set) var cause: String?
    /// What happened so far.
    public internal(set) var history: [HistoryEvent] = []
    /// The Map Runs of this execution, in the order they were started; not those of its child executions.
    public internal(set) var mapRuns: [MapRun] = []
    /// How far Map Runs came that did not succeed, for ``redriven(_:history:mapRuns:identity:at:seed:limits:)``.
    public internal(set) var unfinishedMapRuns: [MapRunProgress] = []
    /// Standard children that did not succeed, by run and index: a redrive lets them go on under their own names.
    var unfinishedChildren: [String: [Int: Execution]] = [:]
    /// Whether child executions are handed out when they start, and when they are over before they are forgotten.
    public var reportsChildren = false
    /// The last time the execution was told of.
    public internal(set) var now = Timestamp(seconds: 0)
    /// What was done and decided where, in order. Kept only if this is set to an empty array before the start.
    public var trace: [TraceEvent]?

    let definition: Definition
    public private(set) var identity: ExecutionIdentity
    let limits: ExecutionLimits
    let input: JSON
    var random: SeededRandom
    var startTime = Timestamp(seconds: 0)
    var redriveCount = 0
    var redriveTime: Timestamp?
    /// What all context objects of the execution have in common; known once it started.
    var facts: ExecutionFacts?
    var deadline: Timestamp?
    var transitions = 0

    var strands: [Strand] = []
    var freeSlots: [Int] = []
    /// The branches or iterations below the strand of the same slot.
    var forks: [Fork?] = []
    var nextSerial = 0
    var ready = ReadyQueue()
    var timers = Timers()
    var tasks: [TaskID: Int] = [:]
    var lastTask = 0
    /// How many tasks each state has scheduled.
    var scheduled: [String: Int] = [:]
    var commands: [Command] = []
    /// The item that this execution, a child of a Map Run, is for.
    var mapItem: ContextObject.MapItem?
    /// By the slot of the Map state's strand.
    var mapRunsUnderWay: [Int: MapRunState] = [:]
    /// The slot of the Map state, or of the child execution, that a Map Run belongs to.
    var mapRunSlots: [String: Int] = [:]
    /// Child executions, by the slot of the strand that stands for them.
    var children: [Int: ChildRun] = [:]

    /// An execution that has not started.
    ///
    /// - Parameters:
    ///   - definition: The machine to run.
    ///   - input: The execution's input.
    ///   - identity: The names it runs under.
    ///   - seed: What random numbers, UUIDs and jitter follow from.
    ///   - limits: The quotas that hold.
    public init(
        _ definition: Definition, input: JSON, identity: ExecutionIdentity = ExecutionIdentity(), seed: UInt64 = 0,
        limits: ExecutionLimits = ExecutionLimits()
    ) {
        self.definition = definition
        self.input = input
        self.identity = identity
        self.limits = limits
        random = SeededRandom(seed: seed)
        if identity.type == .express, identity.expressRunID == nil {
            // From the complement of the seed, so that it is none of the UUIDs that the execution makes.
            var ids = SeededRandom(seed: ~seed)
            self.identity.expressRunID = ids.nextUUID()
        }
    }

    /// Whether the execution is over.
    public var isOver: Bool { status != .running }

    /// Whether ``step()`` has something to do without any further input.
    public var canStep: Bool { status == .running && !ready.isEmpty }

    /// When the execution next wants to be told the time; nil where it waits for nothing but tasks.
    public var nextWake: Timestamp? {
        guard status == .running else { return nil }
        guard let timer = timers.next else { return deadline }
        return deadline.map { min($0, timer) } ?? timer
    }

    /// The state that the next step enters or tries again; nil where there is no next step.
    public var nextState: String? {
        ready.first.flatMap { children[$0]?.child.execution.nextState ?? strands[$0].traits.name }
    }

    /// What the driver has to do since it last asked.
    public mutating func takeCommands() -> [Command] {
        defer { commands.removeAll(keepingCapacity: true) }
        return commands
    }

    /// The child executions that started or ended since ``takeCommands()`` was last called, as they stood then.
    public var reportedChildren: [ChildExecution] {
        commands.compactMap { command in
            switch command {
            case .childStarted(let child), .childEnded(let child): child
            default: nil
            }
        }
    }

    /// Does all that can be done without further input.
    public mutating func run() {
        while step() {}
    }

    /// Enters, or tries again, one state.
    ///
    /// - Returns: Whether there was anything to do.
    @discardableResult
    public mutating func step() -> Bool {
        guard status == .running, let slot = ready.popFirst() else { return false }
        switch strands[slot].phase {
        case .entering: enterState(slot)
        case .retrying: attemptState(slot)
        case .child: stepChild(slot)
        case .sleeping, .runningTask, .forked, .ended: break
        }
        return true
    }
}
