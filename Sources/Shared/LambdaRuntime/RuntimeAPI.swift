/// The four calls of the Lambda Runtime API that a runtime makes.
///
/// A failing call means that the sandbox is gone or in disorder; the process must end.
protocol RuntimeAPI {
    /// Waits for the next event, for as long as it takes: the process is frozen between invocations.
    func next() throws(RuntimeAPIError) -> LambdaInvocation
    /// Answers an invocation with its result.
    func respond(to requestID: String, with result: [UInt8]) throws(RuntimeAPIError)
    /// Answers an invocation with a failure.
    func fail(_ requestID: String, with report: ErrorReport) throws(RuntimeAPIError)
    /// Reports that the program could not start.
    func failInitialization(with report: ErrorReport) throws(RuntimeAPIError)
}

/// Why a call of the Runtime API failed.
struct RuntimeAPIError: Error, CustomStringConvertible {
    /// The call, such as `GET /invocation/next`.
    var call: String
    /// What went wrong.
    var cause: String

    var description: String { "\(call): \(cause)" }
}
