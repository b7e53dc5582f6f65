/// Why RedriveExecution refuses an execution, in the words of DescribeExecution's `redriveStatusReason`.
public struct ExecutionNotRedrivable: Error, Hashable, Sendable, CustomStringConvertible {
    /// How long after its end an execution can be redriven.
    public static let redrivablePeriod = Duration.seconds(14 * 86_400)
    /// How long an execution may be open.
    public static let maximumOpenTime = Duration.seconds(365 * 86_400)

    /// Such as `Execution is SUCCEEDED and cannot be redriven`.
    public let reason: String

    public var description: String { reason }

    /// What stands against redriving an execution; nil where nothing does.
    ///
    /// - Parameters:
    ///   - status: How the execution stands.
    ///   - type: Only standard workflows are redriven.
    ///   - eventCount: Events of the history so far: the redrive and at least one more have to fit in.
    ///   - started: When the execution started.
    ///   - ended: When it ended.
    ///   - now: The time of the redrive.
    ///   - limits: The quotas that hold.
    public init?(
        status: Execution.Status, type: ExecutionIdentity.WorkflowType, eventCount: Int, started: Timestamp,
        ended: Timestamp, now: Timestamp, limits: ExecutionLimits = ExecutionLimits()
    ) {
        if type == .express {
            reason = "Execution is of type EXPRESS and cannot be redriven"
        } else if status == .running || status == .succeeded {
            reason = "Execution is \(status.rawValue) and cannot be redriven"
        } else if eventCount >= limits.historyEvents - 1 {
            reason = "Execution history event limit exceeded"
        } else if now - ended > Self.redrivablePeriod {
            reason = "Execution redrivable period exceeded"
        } else if now - started > Self.maximumOpenTime {
            reason = "Execution has exceeded the max execution time"
        } else {
            return nil
        }
    }
}

/// Why an execution cannot go on from a history.
public enum RedriveError: Error, Sendable, CustomStringConvertible {
    /// The service would refuse it as well.
    case notRedrivable(ExecutionNotRedrivable)
    /// The history is of another machine, or was written down without its data.
    case doesNotFit(event: Int, problem: String)

    /// A sentence.
    public var description: String {
        switch self {
        case .notRedrivable(let obstacle): obstacle.reason
        case .doesNotFit(let event, let problem): "The history does not fit the definition: event \(event) \(problem)"
        }
    }
}
