/// One event as the Runtime API hands it out.
struct LambdaInvocation: Sendable {
    /// `Lambda-Runtime-Aws-Request-Id`.
    var requestID: String
    /// `Lambda-Runtime-Deadline-Ms`, in milliseconds since 1970 by the machine's clock; nil where the header is missing.
    var deadlineMilliseconds: Int64?
    /// `Lambda-Runtime-Invoked-Function-Arn`.
    var functionARN: String
    /// `Lambda-Runtime-Trace-Id`.
    var traceID: String?
    /// The event's bytes.
    var event: [UInt8]
}
