/// One run of a distributed Map state, as DescribeMapRun tells it.
public struct MapRun: Hashable, Sendable {
    /// How a Map Run stands.
    public enum Status: String, Hashable, Sendable {
        case running = "RUNNING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case aborted = "ABORTED"
    }

    /// How many child executions stand how.
    public struct Counts: Hashable, Sendable {
        /// All of them.
        public var total = 0
        /// Those that run.
        public var running = 0
        /// Those that succeeded.
        public var succeeded = 0
        /// Those that failed.
        public var failed = 0
        /// Those that were given up.
        public var aborted = 0

        /// Those that have not started.
        public var pending: Int { total - running - succeeded - failed - aborted }
    }

    /// The run's name.
    public let arn: String
    /// When it started.
    public let startTime: Timestamp
    /// When it ended; nil while it runs.
    public internal(set) var stopTime: Timestamp?
    /// How it stands.
    public internal(set) var status = Status.running
    /// Child executions that may run at once; 0 for no limit of the definition's.
    public internal(set) var maxConcurrency: Int
    /// How many child executions may fail; nil for none, or for what the percentage says.
    public internal(set) var toleratedFailureCount: Int?
    /// How many of a hundred may fail.
    public internal(set) var toleratedFailurePercentage: Double?
    /// How its child executions stand.
    public internal(set) var counts = Counts()
    /// The strand whose Map state it is a run of; it means something only while it runs.
    let slot: Int
}

/// New limits of a Map Run; what is nil stays as it is.
public struct MapRunUpdate: Hashable, Sendable {
    /// Child executions that may run at once; 0 for as many as the service allows.
    public var maxConcurrency: Int?
    /// How many child executions may fail.
    public var toleratedFailureCount: Int?
    /// How many of a hundred may fail.
    public var toleratedFailurePercentage: Double?

    /// An update.
    public init(
        maxConcurrency: Int? = nil, toleratedFailureCount: Int? = nil, toleratedFailurePercentage: Double? = nil
    ) {
        self.maxConcurrency = maxConcurrency
        self.toleratedFailureCount = toleratedFailureCount
        self.toleratedFailurePercentage = toleratedFailurePercentage
    }
}
