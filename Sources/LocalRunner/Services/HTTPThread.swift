import HTTP
import Synchronization

/// Sends requests from Swift tasks: each on a thread of its own, since the transport blocks the one it is called on.
enum HTTPThread {
    private static let idle = Mutex<[CurlTransport]>([])

    /// Sends a request, straight to its host. When the surrounding task is cancelled the exchange is given up.
    static func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let exchange = Exchange(request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard exchange.begin(continuation) else { return }
                BlockingThread.run {
                    // Connections are kept for the next request.
                    let transport = idle.withLock { $0.popLast() } ?? CurlTransport(proxy: .none)
                    let result = Result { () throws(HTTPError) in
                        try transport.send(request, until: exchange.cancellation)
                    }
                    idle.withLock { $0.append(transport) }
                    exchange.end(with: result)
                }
            }
        } onCancel: {
            exchange.cancel()
        }
        return try result.get()
    }
}

/// One request on its way, and who waits for the answer.
private final class Exchange: Sendable {
    typealias Waiter = CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>

    let cancellation = HTTPCancellation()
    private let request: HTTPRequest
    private let waiter = Mutex<Waiter?>(nil)

    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// - Returns: Whether the request is to be sent; else it was given up before.
    func begin(_ continuation: Waiter) -> Bool {
        waiter.withLock { $0 = continuation }
        if cancellation.isCancelled { cancel() }
        return !cancellation.isCancelled
    }

    func end(with result: Result<HTTPResponse, HTTPError>) {
        waiter.withLock { $0.take() }?.resume(returning: result)
    }

    /// Answers at once; the thread hears of it within a second.
    func cancel() {
        cancellation.cancel()
        end(with: .failure(HTTPError(.cancelled, request, cause: "the task was given up")))
    }
}
