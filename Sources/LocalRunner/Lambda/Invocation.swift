/// One event on its way to a function.
struct Invocation: Hashable, Sendable {
    var requestID: String
    var functionARN: String
    var traceID: String
    /// How long the function may take.
    var timeout: Duration
    var payload: [UInt8]
}

/// What a function's process posts about an invocation.
enum InvocationAnswer: Hashable, Sendable {
    case response([UInt8])
    case error([UInt8])
    /// More bytes than Lambda takes.
    case responseTooLarge(Int)
}
