import FlyingFox
import FlyingSocks
import Foundation

/// The Lambda Runtime API, version 2018-06-01, for one sandbox on a loopback port of its own.
///
/// A port each, because the API tells its callers apart by nothing else, and clients know it by host and port alone.
struct RuntimeServer {
    /// Host and port, the value of `AWS_LAMBDA_RUNTIME_API`.
    let address: String
    private let server: HTTPServer
    private let running: Task<Void, Never>

    static func start(for service: some RuntimeAPIService) async throws -> RuntimeServer {
        let server = HTTPServer(
            config: HTTPServer.Configuration(
                address: try .inet(ip4: "127.0.0.1", port: 0),
                // A sandbox may wait for its next event for days.
                timeout: 1e9,
                pool: NoDelaySocketPool(base: .make(logger: .disabled)), logger: .disabled),
            handler: RuntimeHandler(service: service))
        let running = Task<Void, Never> {
            // It ends by being stopped.
            _ = try? await server.run()
        }
        // Listening takes a millisecond; the limit only has to outlast a machine that is busy with other things.
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(let host, let port)? = await server.listeningAddress else {
            running.cancel()
            throw NoAddress()
        }
        return RuntimeServer(address: "\(host):\(port)", server: server, running: running)
    }

    func stop() async {
        await server.stop()
        running.cancel()
        await running.value
    }

    private struct NoAddress: Error {}
}
