/// What the Runtime API's server asks its sandbox.
protocol RuntimeAPIService: Sendable {
    /// The next invocation, however long it takes; nil when the sandbox ends meanwhile.
    func next() async throws(RuntimeAPIRefusal) -> Invocation?
    /// Takes the answer to an invocation.
    func finish(_ requestID: String, with answer: InvocationAnswer) async throws(RuntimeAPIRefusal)
    /// Takes the reason why the program could not start.
    func failInitialization(with payload: String) async throws(RuntimeAPIRefusal)
}

/// A call that the Runtime API refuses, in its own words.
struct RuntimeAPIRefusal: Error, Hashable {
    var status: Int
    var errorType: String
    var errorMessage: String

    /// The request is not the one being worked on, or was answered before.
    static let invalidRequestID = RuntimeAPIRefusal(
        status: 400, errorType: "InvalidRequestID", errorMessage: "Invalid request ID")

    /// The call is out of order.
    static func invalidTransition(from: String, to: String) -> RuntimeAPIRefusal {
        RuntimeAPIRefusal(
            status: 403, errorType: "InvalidStateTransition",
            errorMessage:
                "State transition from \(from) to \(to) failed for runtime. Error: State transition is not allowed")
    }
}
