import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// The Lambda Runtime API, version 2018-06-01, on a loopback port of its own, for one sandbox after the other.
///
/// A port for each sandbox that lives, because the API tells its callers apart by nothing else, and clients know it by
/// host and port alone.
final class RuntimeServer: Sendable {
    /// Host and port, the value of `AWS_LAMBDA_RUNTIME_API`.
    let address: String
    private let current: CurrentSandbox
    private let server: HTTPServer
    private let running: Task<Void, Never>

    /// Starts to listen.
    static func start() async throws -> RuntimeServer {
        let current = CurrentSandbox()
        let server = HTTPServer(
            config: HTTPServer.Configuration(
                address: try .inet(ip4: "127.0.0.1", port: 0),
                // A sandbox may wait for its next event for days.
                timeout: 1e9,
                pool: NoDelaySocketPool(base: .make(logger: .disabled)), logger: .disabled),
            handler: RuntimeHandler { current.sandbox.withLock { $0 } })
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
        return RuntimeServer(address: "\(host):\(port)", current: current, server: server, running: running)
    }

    private init(address: String, current: CurrentSandbox, server: HTTPServer, running: Task<Void, Never>) {
        self.address = address
        self.current = current
        self.server = server
        self.running = running
    }

    /// Says whose calls are served from now on; nil for nobody's.
    func serve(_ sandbox: (any RuntimeAPIService)?) {
        current.sandbox.withLock { $0 = sandbox }
    }

    /// Stops for ever.
    func stop() async {
        await server.stop()
        running.cancel()
        await running.value
    }

    private final class CurrentSandbox: Sendable {
        let sandbox = Mutex<(any RuntimeAPIService)?>(nil)
    }

    private struct NoAddress: Error {}
}
