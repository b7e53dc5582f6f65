import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A receiver of messages on a loopback port.
public final class WebhookServer: Sendable {
    /// One message as it came in.
    public struct Delivery: Sendable {
        /// The header that stays the same when a message is sent again.
        public var deliveryID: String
        /// The text.
        public var body: String
    }

    private let statuses: Mutex<[Int]>
    private let received = Mutex<[Delivery]>([])

    private init(_ statuses: [Int]) {
        self.statuses = Mutex(statuses.reversed())
    }

    /// The messages so far, refused ones too.
    public var deliveries: [Delivery] { received.withLock { $0 } }

    /// Serves while `body` runs.
    ///
    /// - Parameters:
    ///   - statuses: The answers to the first messages; 200 after them.
    ///   - body: Gets the address and the server.
    public static func serving<Result: Sendable>(
        _ statuses: [Int] = [], _ body: (String, WebhookServer) async throws -> Result
    ) async throws -> Result {
        let receiver = WebhookServer(statuses)
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled,
            handler: ClosureHTTPHandler { request in
                let delivery = Delivery(
                    deliveryID: request.headers[HTTPHeader("X-Delivery-Id")] ?? "",
                    body: String(decoding: try await request.bodyData, as: UTF8.self))
                receiver.received.withLock { $0.append(delivery) }
                let status = receiver.statuses.withLock { $0.popLast() } ?? 200
                return HTTPResponse(statusCode: HTTPStatusCode(status, phrase: "Scripted"))
            })
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(let host, let port)? = await server.listeningAddress else { throw CancellationError() }
        return try await body("http://\(host):\(port)/hook", receiver)
    }
}
