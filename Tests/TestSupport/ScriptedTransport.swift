public import HTTP
import Synchronization

/// Answers requests from a list and remembers what it was asked.
public final class ScriptedTransport: HTTPTransport {
    private struct State {
        var answers: [Result<HTTPResponse, HTTPError>]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    /// A transport that gives these answers in order, and fails every request after them.
    public init(_ answers: [Result<HTTPResponse, HTTPError>]) {
        state = Mutex(State(answers: answers.reversed()))
    }

    /// What it was asked, in order.
    public var requests: [HTTPRequest] { state.withLock(\.requests) }

    public func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.popLast()
        }
        guard let answer else { throw HTTPError(.connectionFailed, request, cause: "the script has no more answers") }
        return try answer.get()
    }
}
