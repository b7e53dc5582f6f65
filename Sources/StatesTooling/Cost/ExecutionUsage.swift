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
    /// Items of distributed Maps. Their child executions are charged by themselves and have histories of their own.
    public let distributedItems: Int

    /// State transitions as Step Functions counts them.
    public var transitions: Int { statesEntered + retries + redrives }

    /// Counts the history of an execution.
    public init(_ trace: ExecutionTrace) {
        events = trace.events.count
        statesEntered = trace.visits.count
        redrives = trace.events.count { $0.type == .executionRedriven }
        let redriven = trace.events.filter { $0.type == .executionRedriven }.map(\.id)
        retries = trace.visits.reduce(0) { $0 + Self.retries(of: $1, trace, redriven) }
        distributedItems = trace.visits.reduce(0) { $0 + Self.distributedItems(of: $1, trace) }
        duration = Self.duration(of: trace)
    }

    /// Attempts that followed another one; the first after a redrive belongs to the redrive.
    private static func retries(of visit: ExecutionTrace.Visit, _ trace: ExecutionTrace, _ redriven: [Int]) -> Int {
        let attempts = visit.events.filter { id in
            guard let type = trace.event(id)?.type else { return false }
            return type.isTaskScheduled || type == .parallelStateStarted || type == .mapStateStarted
        }
        return zip(attempts, attempts.dropFirst()).count { earlier, later in
            !redriven.contains { $0 > earlier && $0 < later }
        }
    }

    private static func distributedItems(of visit: ExecutionTrace.Visit, _ trace: ExecutionTrace) -> Int {
        let events = visit.events.compactMap { trace.event($0) }
        guard events.contains(where: { $0.type == .mapRunStarted }) else { return 0 }
        return events.reduce(0) { $0 + ($1.type == .mapStateStarted ? $1.eventDetails["length"]?.int ?? 0 : 0) }
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
