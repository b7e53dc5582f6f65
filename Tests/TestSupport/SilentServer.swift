import FlyingFox
import FlyingSocks

/// A server that takes requests and answers none of them for half a minute.
public enum SilentServer {
    /// Serves on a loopback port while `body` runs, which gets the address.
    public static func serving<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled,
            handler: ClosureHTTPHandler { _ in
                try await Task.sleep(for: .seconds(30))
                return HTTPResponse(statusCode: .ok)
            })
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(let host, let port)? = await server.listeningAddress else { throw CancellationError() }
        return try await body("http://\(host):\(port)")
    }
}
