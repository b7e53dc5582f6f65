public import Failures
public import Logging

/// What a handler knows of the invocation it serves.
public struct LambdaContext: Sendable {
    /// The invocation's identifier, as in Lambda's own log lines.
    public var requestID: String
    /// When the sandbox is killed if no answer has come.
    public var deadline: ContinuousClock.Instant
    /// The ARN that the caller invoked, version or alias included.
    public var invokedFunctionARN: String
    /// The X-Ray header, such as `Root=1-…;Parent=…;Sampled=1`; nil where nobody traces.
    public var traceID: String?
    /// The process's environment; the only way a handler should read it.
    public var environment: [String: String]
    /// A logger that carries the invocation's identifiers.
    public var logger: Logger

    /// A context, as the runtime makes it or a test wants it.
    public init(
        requestID: String, deadline: ContinuousClock.Instant, invokedFunctionARN: String, traceID: String? = nil,
        environment: [String: String] = [:], logger: Logger
    ) {
        self.requestID = requestID
        self.deadline = deadline
        self.invokedFunctionARN = invokedFunctionARN
        self.traceID = traceID
        self.environment = environment
        self.logger = logger
    }

    /// How long the handler may still take; negative once the deadline has passed.
    public var remainingTime: Duration {
        ContinuousClock.now.duration(to: deadline)
    }

    /// Fails while there is still time to say so: a sandbox killed at its deadline loses the reason.
    ///
    /// - Parameters:
    ///   - reserve: How long before the deadline work must stop; half a second unless told.
    ///   - unfinished: What could not be finished, for the message.
    /// - Throws: ``PipelineError`` named `Stage.DeadlineExceeded`.
    public func checkDeadline(reserve: Duration = .milliseconds(500), unfinished: String) throws(PipelineError) {
        guard remainingTime < reserve else { return }
        throw PipelineError(
            .deadlineExceeded,
            "\(unfinished) did not fit into the time this stage is given. Raise the function's timeout or its memory.")
    }
}
