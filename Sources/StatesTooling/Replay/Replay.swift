import JSON
public import StatesLanguage

/// A definition run again with the recorded task results of an execution, and where the two part.
///
/// States that follow each other are compared in order. What ran side by side is compared branch by branch and iteration
/// by iteration, however their events were mixed. Of what a machine makes at run time (from the clock, at random, of the
/// names it runs under) only the form counts; what it is shows by running the machine again under other conditions.
public struct Replay: Sendable {
    /// The execution as it is now.
    public let execution: Execution
    /// What the machine decided on its way now.
    public var decisions: [TraceEvent] { execution.trace ?? [] }
    /// The recorded events.
    public let recorded: [HistoryEvent]
    /// Where the two part; nil where they are equal, as far as they can be compared.
    public let divergence: Divergence?
    /// Where the comparison ended since the recording leaves something out; nil where all of it was compared.
    public let obstacle: ReplayObstacle?

    /// Runs the definition again and compares.
    ///
    /// - Parameters:
    ///   - definition: The machine as it is now.
    ///   - history: What an execution of it, or of an earlier form, recorded.
    ///   - names: What is known of the names it ran under.
    ///   - seed: What random numbers and UUIDs follow from.
    ///   - ignoring: Places that do not count, such as `output.id` or `output.items[*].at`.
    public init(
        _ definition: Definition, _ history: RecordedHistory, names: RecordedNames = RecordedNames(), seed: UInt64 = 0,
        ignoring: [String] = []
    ) {
        recorded = history.events
        var names = names
        names.roleARN = names.roleARN ?? history.events.first?.eventDetails["roleArn"]?.string
        let conditions = ReplayConditions(identity: names.identity(variant: 0), seed: seed)
        let now = Self.run(definition, history, conditions)
        execution = now.execution
        let ignored = IgnoredPaths(ignoring)
        let compare = { (others: [[HistoryEvent]]) in
            HistoryComparison(
                recorded: history.events, now: now.execution.history, others: others, ignored: ignored
            ).firstDivergence
        }
        var divergence = compare([])
        if divergence != nil {
            divergence = compare(
                conditions.variants(names).map { Self.run(definition, history, $0).execution.history })
        }
        let obstacle =
            history.input == nil
            ? ReplayObstacle(event: 1, problem: "the input of the execution does not stand in the history")
            : now.obstacle
        let parting = divergence.flatMap { $0.recorded ?? $0.now }?.id
        if let obstacle, parting.map({ $0 >= obstacle.event }) ?? true {
            (self.divergence, self.obstacle) = (nil, obstacle)
        } else {
            (self.divergence, self.obstacle) = (divergence, nil)
        }
    }

    private static func run(
        _ definition: Definition, _ history: RecordedHistory, _ conditions: ReplayConditions
    ) -> ReplayRun {
        var run = ReplayRun(definition, history, conditions)
        run.run()
        return run
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
