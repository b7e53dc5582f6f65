/// The resource of a service integration, taken apart.
struct ServiceResource: Hashable, Sendable {
    /// How a task ends.
    enum Pattern: String, Hashable, Sendable {
        /// With the service's response.
        case response = ""
        /// With the end of the job that the service started; its output as text.
        case sync = ".sync"
        /// The same, its output as JSON.
        case syncJSON = ".sync:2"
    }

    /// Such as `sqs` or `dynamodb`.
    let service: String
    /// The operation in camel case, such as `sendMessage`.
    let action: String
    /// Whether it is one of the AWS SDK integrations, which hand everything through.
    let isSDK: Bool
    let pattern: Pattern

    /// `arn:aws:states:::SERVICE:ACTION` or `arn:aws:states:::aws-sdk:SERVICE:ACTION`; nil for anything else.
    init?(_ arn: String) {
        var parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
        guard parts.count >= 7, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "states",
            parts[3].isEmpty, parts[4].isEmpty
        else { return nil }
        parts = parts.dropFirst(5)
        isSDK = parts.first == "aws-sdk"
        if isSDK { parts = parts.dropFirst() }
        guard let service = parts.popFirst(), !parts.isEmpty else { return nil }
        self.service = service
        let action = parts.joined(separator: ":")
        pattern = [Pattern.syncJSON, .sync].first { action.hasSuffix($0.rawValue) } ?? .response
        self.action = String(action.dropLast(pattern.rawValue.count))
    }

    /// The operation as the service's API names it.
    var operation: String { action.prefix(1).uppercased() + action.dropFirst() }
}
