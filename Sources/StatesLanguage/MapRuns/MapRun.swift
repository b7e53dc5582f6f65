public import JSON

/// A run of a distributed Map: the child executions of one visit of the state, in numbers.
public struct MapRun: Hashable, Sendable {
    /// How a run stands.
    public enum Status: String, Hashable, Sendable {
        case running = "RUNNING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case aborted = "ABORTED"
    }

    /// How many items, or child executions, there are of each kind.
    public struct Counts: Hashable, Sendable {
        /// Known, and not begun.
        public var pending = 0
        /// Under way.
        public var running = 0
        /// Ended well.
        public var succeeded = 0
        /// Failed.
        public var failed = 0
        /// Ended by a timeout.
        public var timedOut = 0
        /// Given up.
        public var aborted = 0
        /// Whose results were written.
        public var resultsWritten = 0

        /// All of them.
        public var total: Int { pending + running + succeeded + failed + timedOut + aborted }

        /// Those that ended in any way but well.
        public var unsuccessful: Int { failed + timedOut + aborted }

        mutating func add(_ count: Int, ended status: Execution.Status) {
            switch status {
            case .running: running += count
            case .succeeded: succeeded += count
            case .failed: failed += count
            case .timedOut: timedOut += count
            case .aborted: aborted += count
            }
        }
    }

    /// The run's ARN.
    public let arn: String
    /// The ARN of the execution that it belongs to.
    public let executionARN: String
    /// The name of the Map state.
    public let stateName: String
    /// The part of the ARNs of machine and children that names the Map state.
    public let label: String
    /// How it stands.
    public internal(set) var status = Status.running
    /// When it began.
    public let startDate: Timestamp
    /// When it ended.
    public internal(set) var stopDate: Timestamp?
    /// Child executions at once, at most; 0 for the service's own limit.
    public internal(set) var maxConcurrency: Int
    /// How many items may fail.
    public internal(set) var toleratedFailureCount: Int
    /// What share of the items may fail, 0 to 100.
    public internal(set) var toleratedFailurePercentage: Double
    /// How often it was redriven.
    public internal(set) var redriveCount = 0
    /// In items.
    public internal(set) var itemCounts = Counts()
    /// In child executions.
    public internal(set) var executionCounts = Counts()

    /// The last part of the ARN.
    var id: String { arn.split(separator: ":").last.map(String.init) ?? arn }
}

extension MapRun {
    /// The run in the shape of DescribeMapRun, with times in seconds since 1970.
    public var json: JSON {
        var object: JSONObject = [
            "mapRunArn": .string(arn), "executionArn": .string(executionARN), "status": .string(status.rawValue),
            "startDate": .double(startDate.secondsAsDouble), "maxConcurrency": .int(maxConcurrency),
            "toleratedFailurePercentage": .double(toleratedFailurePercentage),
            "toleratedFailureCount": .int(toleratedFailureCount), "itemCounts": itemCounts.json,
            "executionCounts": executionCounts.json, "redriveCount": .int(redriveCount),
        ]
        if let stopDate { object["stopDate"] = .double(stopDate.secondsAsDouble) }
        return .object(object)
    }
}

extension MapRun.Counts {
    /// The counts in the shape of DescribeMapRun.
    public var json: JSON {
        [
            "pending": .int(pending), "running": .int(running), "succeeded": .int(succeeded), "failed": .int(failed),
            "timedOut": .int(timedOut), "aborted": .int(aborted), "total": .int(total),
            "resultsWritten": .int(resultsWritten), "failuresNotRedrivable": 0, "pendingRedrive": 0,
        ]
    }
}

extension Timestamp {
    /// Seconds since 1970, as the API's numbers have them.
    fileprivate var secondsAsDouble: Double {
        Double(seconds) + (Double(nanoseconds) / 1_000_000).rounded() / 1000
    }
}
