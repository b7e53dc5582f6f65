import FlyingFox
import FlyingSocks
import Foundation
import LocalRunner

/// The API on a port of this machine.
public struct APIServer: Sendable {
    /// Where it listens.
    public struct Address: Hashable, Sendable {
        /// An IPv4 or IPv6 address of this machine.
        public var host: String
        /// The port; 0 for any that is free.
        public var port: UInt16
        /// Whether a request may name any host, and not only this machine.
        public var allowsAnyHost: Bool

        /// An address.
        public init(host: String, port: UInt16, allowsAnyHost: Bool = false) {
            self.host = host
            self.port = port
            self.allowsAnyHost = allowsAnyHost
        }
    }

    /// An address that nobody can listen at.
    public struct Unavailable: Error, CustomStringConvertible {
        /// What is wrong and what to do.
        public var description: String
    }

    /// Longer than the longest answer takes: a synchronous execution may run for five minutes.
    private static let timeout: TimeInterval = 330

    /// The URL for clients.
    public let url: String
    private let server: HTTPServer
    private let running: Task<Void, Never>

    /// Starts to listen.
    ///
    /// - Throws: ``Unavailable``.
    public static func start(_ service: StatesService, at address: Address) async throws -> APIServer {
        let handler = APIHandler(
            service: service, hosts: address.allowsAnyHost ? nil : HostRule(address.host))
        let server = HTTPServer(
            config: try configuration(address), handler: handler)
        // Listening takes a millisecond; the limit only has to outlast a machine that is busy with other things.
        let listening = Task { try await server.waitUntilListening(timeout: 60) }
        let failure = Task<String?, Never> {
            do {
                try await server.run()
                return nil
            } catch {
                listening.cancel()
                return "\(error.localizedDescription)"
            }
        }
        do {
            try await listening.value
        } catch {
            failure.cancel()
            let reason = await failure.value ?? "\(error)"
            throw Unavailable(
                description: "Nobody can listen at \(address.host):\(address.port): \(reason). "
                    + "Is another server there? --port takes another port.")
        }
        let running = Task { _ = await failure.value }
        return APIServer(url: await url(of: server, address), server: server, running: running)
    }

    private static func configuration(_ address: Address) throws -> HTTPServer.Configuration {
        let pool = NoDelaySocketPool(base: .make(logger: .disabled))
        do {
            if address.host.contains(":") {
                return HTTPServer.Configuration(
                    address: try .inet6(ip6: address.host, port: address.port), timeout: timeout, pool: pool,
                    logger: .disabled)
            }
            return HTTPServer.Configuration(
                address: try .inet(ip4: address.host, port: address.port), timeout: timeout, pool: pool,
                logger: .disabled)
        } catch {
            throw Unavailable(
                description: "'\(address.host)' is no IP address of this machine, such as 127.0.0.1 or ::1.")
        }
    }

    private static func url(of server: HTTPServer, _ address: Address) async -> String {
        switch await server.listeningAddress {
        case .ip4(let host, let port)?: "http://\(host):\(port)"
        case .ip6(let host, let port)?: "http://[\(host)]:\(port)"
        default: "http://\(address.host):\(address.port)"
        }
    }

    /// Answers what was asked and stops.
    public func stop() async {
        await server.stop(timeout: 2)
        running.cancel()
        await running.value
    }
}
