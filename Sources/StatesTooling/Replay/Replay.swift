import JSON
public import StatesLanguage

/// A definition run again with the recorded task results of an execution, and where the two part.
///
/// States that follow each other are compared in order. What ran side by side is compared branch by branch and iteration
/// by iteration, however their events were mixed. Ids, times, ARNs and tokens do not count.
public struct Replay: Sendable {
    /// The execution as it is now.
    public let execution: Execution
    /// The recorded events.
    public let recorded: [HistoryEvent]
    /// Where the two part; nil where they are equal.
    public let divergence: Divergence?

    /// Runs the definition again and compares.
    ///
    /// - Parameters:
    ///   - definition: The machine as it is now.
    ///   - history: What an execution of it, or of an earlier form, recorded.
    ///   - identity: The names to run under.
    ///   - seed: What random numbers and UUIDs follow from.
    public init(
        _ definition: Definition, _ history: RecordedHistory, identity: ExecutionIdentity = ExecutionIdentity(),
        seed: UInt64 = 0
    ) {
        var run = ReplayRun(definition, history, identity: identity, seed: seed)
        run.run()
        execution = run.execution
        recorded = history.events
        divergence =
            HistoryComparison(
                recorded: history.events, now: run.execution.history, input: history.input ?? .null
            ).firstDivergence
    }
}

/// The first place where two histories part.
public struct Divergence: Sendable {
    /// The recorded event; nil where the recorded execution had ended there.
    public let recorded: HistoryEvent?
    /// The event in its place now; nil where nothing happens any more.
    public let now: HistoryEvent?
    /// The last events before, of the same line of states, that both have.
    public let common: [HistoryEvent]
    /// Where the two events' details differ; empty for events of different kinds.
    public let differences: [ValueDifference]
    /// Why, in a sentence; nil where that does not show.
    public let explanation: String?
}
