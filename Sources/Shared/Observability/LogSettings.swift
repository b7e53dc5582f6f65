public import Logging

/// How a stage logs, as Lambda's environment variables say it.
public struct LogSettings: Hashable, Sendable {
    /// How a log line looks.
    public enum Format: String, Hashable, Sendable {
        /// One JSON object per line, for machines.
        case json = "JSON"
        /// A line for people.
        case text = "Text"
    }

    /// How a log line looks.
    public var format: Format
    /// The least important level that is written.
    public var level: Logger.Level

    /// Settings as given.
    public init(format: Format, level: Logger.Level = .info) {
        self.format = format
        self.level = level
    }

    /// Settings as `AWS_LAMBDA_LOG_FORMAT` (`JSON` or `Text`) and `AWS_LAMBDA_LOG_LEVEL` (`TRACE` to `FATAL`) say.
    ///
    /// An unset or unknown format means JSON under Lambda and text elsewhere; an unset or unknown level means info.
    public init(environment: [String: String]) {
        let isLambda = environment["AWS_LAMBDA_RUNTIME_API"] != nil
        format =
            switch environment["AWS_LAMBDA_LOG_FORMAT"]?.lowercased() {
            case "json": .json
            case "text": .text
            default: isLambda ? .json : .text
            }
        level = environment["AWS_LAMBDA_LOG_LEVEL"].flatMap(Self.level(named:)) ?? .info
    }

    private static func level(named name: String) -> Logger.Level? {
        switch name.uppercased() {
        case "TRACE": .trace
        case "DEBUG": .debug
        case "INFO": .info
        case "WARN": .warning
        case "ERROR": .error
        case "FATAL": .critical
        default: nil
        }
    }
}

extension Logger.Level {
    /// Lambda's word for the level; swift-log's `notice` is an INFO there.
    var lambdaName: String {
        switch self {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info, .notice: "INFO"
        case .warning: "WARN"
        case .error: "ERROR"
        case .critical: "FATAL"
        }
    }
}
