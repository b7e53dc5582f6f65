import JSON
public import StatesLanguage

/// What an execution used of the things that are charged or limited.
public struct ExecutionUsage: Sendable {
    /// States that were entered.
    public let statesEntered: Int
    /// Attempts of a state after its first; each is charged as a transition.
    public let retries: Int
    /// Redrives, which are charged as transitions too.
    public let redrives: Int
    /// Events of the history, of which an execution may have 25,000.
    public let events: Int
    /// From start to end, without the time between a failure and a redrive.
    public let duration: Duration
    /// Runs of distributed Maps. Their child executions are charged by themselves and have histories of their own.
    public let mapRuns: [DistributedRun]

    /// Runs of one visit of a distributed Map state.
    public struct DistributedRun: Hashable, Sendable {
        /// The state's name.
        public let state: String
        /// How many items they had; nil where the history does not tell.
        public let items: Int?
    }

    /// State transitions as Step Functions counts them.
    public var transitions: Int { statesEntered + retries + redrives }

    /// Counts the history of an execution.
    ///
    /// - Parameter runs: Its Map Runs, where they are at hand: they know their items.
    public init(_ trace: ExecutionTrace, mapRuns runs: [MapRun]? = nil) {
        events = trace.events.count
        statesEntered = trace.visits.count
        redrives = trace.events.count { $0.type == .executionRedriven }
        retries = trace.visits.reduce(0) { $0 + trace.retries(of: $1) }
        mapRuns =
            runs?.map { DistributedRun(state: $0.stateName, items: $0.itemCounts.total) }
            ?? trace.visits.compactMap { Self.mapRun(of: $0, trace) }
        duration = Self.duration(of: trace)
    }

    private static func mapRun(of visit: ExecutionTrace.Visit, _ trace: ExecutionTrace) -> DistributedRun? {
        let events = visit.events.compactMap { trace.event($0) }
        guard events.contains(where: { $0.type == .mapRunStarted }) else { return nil }
        let lengths = events.filter { $0.type == .mapStateStarted }.map { $0.eventDetails["length"]?.int ?? 0 }
        // Items that are read from elsewhere are not counted when the state starts.
        return DistributedRun(state: visit.state, items: lengths.contains(0) ? nil : lengths.reduce(0, +))
    }

    private static func duration(of trace: ExecutionTrace) -> Duration {
        var sum = Duration.zero
        for (earlier, later) in zip(trace.events, trace.events.dropFirst()) where later.type != .executionRedriven {
            // Histories are ordered by id; clocks of the service need not agree to the millisecond.
            sum += max(.zero, later.timestamp - earlier.timestamp)
        }
        return sum
    }
}
