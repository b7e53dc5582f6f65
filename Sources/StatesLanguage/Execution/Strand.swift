import JSON

/// One line of states within an execution: the machine itself, a branch of a Parallel state, an iteration of a Map.
struct Strand: Sendable {
    /// What the strand does next, or waits for.
    enum Phase: Hashable, Sendable {
        /// Its current state is to be entered.
        case entering
        /// Its current state is to be tried again.
        case retrying
        /// A Wait state's time, or the delay before a retry.
        case sleeping(isRetry: Bool)
        case runningTask(TaskID)
        /// Branches, iterations or child executions below it.
        case forked
        /// It stands for a child execution of a Map Run.
        case child
        case ended
    }

    /// Tells one strand from another that had its slot before.
    let serial: Int
    /// The slot of the strand whose Parallel or Map state made this one; nil for the machine itself.
    let parent: Int?
    /// Which branch or iteration it is, from 0.
    let position: Int
    let graph: StateGraph
    var variables: [String: JSON]
    var mapItem: ContextObject.MapItem?
    /// The event that the next one follows from.
    var lastEvent: Int
    var phase = Phase.entering

    // The visit of the current state.
    var stateIndex: Int
    var input: JSON
    var enteredEvent = 0
    var enteredAt = Timestamp(seconds: 0)
    var ledger = RetryLedger()
    var task: TaskPlan?

    var state: State { graph.states[stateIndex] }
    var traits: StateTraits { graph.traits[stateIndex] }
}

/// The branches or iterations of a state that is under way.
struct Fork: Sendable {
    /// What a Map state iterates over; nil for a Parallel state.
    var iterations: IterationSetup?
    var results: [JSON?]
    /// The slots of the strands that are not over; few, so that looking through them is quick.
    var children: [Int] = []
    var nextItem = 0

    var hasItemsLeft: Bool { nextItem < results.count }
    var isComplete: Bool { children.isEmpty && nextItem == results.count }

    mutating func remove(_ child: Int) {
        if let place = children.firstIndex(of: child) { children.swapAt(place, children.count - 1) } else { return }
        children.removeLast()
    }
}

/// What the iterations of an inline Map have in common.
///
/// A class, so that it can be looked at while the fork changes, at the cost of a reference.
final class IterationSetup: Sendable {
    let state: MapState
    let processor: StateGraph
    let plan: MapPlan

    init(_ state: MapState, _ processor: StateGraph, _ plan: MapPlan) {
        (self.state, self.processor, self.plan) = (state, processor, plan)
    }
}

/// Names one attempt of a task within an execution.
public struct TaskID: Hashable, Sendable, Comparable {
    /// Tasks count from 1 in the order they were scheduled.
    public let number: Int

    public static func < (left: TaskID, right: TaskID) -> Bool { left.number < right.number }
}
