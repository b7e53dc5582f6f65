/// Sends one HTTP request and waits for the answer. The only way out to the network.
///
/// The call blocks its thread: a stage does one thing at a time and has no event loop. Code that runs in Swift tasks
/// calls it on a thread of its own.
public protocol HTTPTransport: Sendable {
    /// Sends a request.
    ///
    /// - Returns: The response, whatever its status.
    /// - Throws: ``HTTPError`` when no complete response came back.
    func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse
}
