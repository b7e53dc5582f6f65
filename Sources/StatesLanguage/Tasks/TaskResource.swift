import JSON

/// The `Resource` of a Task state, read once: it decides which events the history tells the task by.
struct TaskResource: Hashable, Sendable {
    enum Family: Hashable, Sendable {
        /// A function's ARN.
        case lambda
        /// An activity's ARN.
        case activity
        /// A service integration, such as `sqs` and `sendMessage.waitForTaskToken`.
        case service(type: String, action: String)
    }

    let arn: String
    let family: Family

    /// - Returns: nil where the text is no resource.
    init?(_ arn: String) {
        self.arn = arn
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 6, parts[0] == "arn", parts[1].hasPrefix("aws") else { return nil }
        if parts[2] == "lambda", parts.count >= 7, parts[5] == "function" {
            family = .lambda
        } else if parts[2] == "states", parts.count >= 7, parts[5] == "activity" {
            family = .activity
        } else if parts[2] == "states", parts[3].isEmpty, parts[4].isEmpty, parts[5] == "aws-sdk", parts.count >= 8 {
            family = .service(type: "aws-sdk:\(parts[6])", action: parts[7...].joined(separator: ":"))
        } else if parts[2] == "states", parts[3].isEmpty, parts[4].isEmpty, parts.count >= 7 {
            family = .service(type: String(parts[5]), action: parts[6...].joined(separator: ":"))
        } else {
            return nil
        }
    }

    /// Whether the task ends when somebody answers with its token.
    var waitsForTaskToken: Bool {
        if case .service(_, let action) = family { action.hasSuffix(".waitForTaskToken") } else { false }
    }

    /// Whether the task ends when the job that the service started does.
    var waitsForJob: Bool {
        guard case .service(_, let action) = family else { return false }
        return action.hasSuffix(".sync") || action.hasSuffix(".sync:2")
    }
}

/// One attempt of a task, evaluated.
struct TaskPlan: Sendable {
    var resource: TaskResource
    var parameters: JSON
    var timeoutSeconds: Int?
    var heartbeatSeconds: Int?
    /// The role of `Credentials`, for tasks in another account.
    var roleARN: String?
    var token: String?
}
