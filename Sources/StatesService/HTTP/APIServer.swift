import FlyingSocks
import Foundation

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

    /// The URL for clients.
    public let url: String
    private let listener: ConnectionListener

    /// Takes the address. Who connects waits until ``start()``, so that a service can make itself ready in between.
    ///
    /// - Throws: ``Unavailable``.
    public init(_ service: StatesService, at address: Address) async throws {
        let handler = APIHandler(service: service, hosts: address.allowsAnyHost ? nil : HostRule(address.host))
        let place = try Self.place(address)
        do {
            listener = try await ConnectionListener(at: place, handler)
        } catch {
            throw Unavailable(
                description: "Nobody can listen at \(address.host):\(address.port): \(error.localizedDescription). "
                    + "Is another server there? --port takes another port.")
        }
        url =
            switch listener.address {
            case .ip4(let host, let port)?: "http://\(host):\(port)"
            case .ip6(let host, let port)?: "http://[\(host)]:\(port)"
            default: "http://\(address.host):\(address.port)"
            }
    }

    private static func place(_ address: Address) throws -> any SocketAddress {
        do {
            if address.host.contains(":") { return try sockaddr_in6.inet6(ip6: address.host, port: address.port) }
            return try sockaddr_in.inet(ip4: address.host, port: address.port)
        } catch {
            throw Unavailable(
                description: "'\(address.host)' is no IP address of this machine, such as 127.0.0.1 or ::1.")
        }
    }

    /// Begins to serve.
    public func start() async {
        await listener.start()
    }

    /// Answers what was asked and stops.
    public func stop() async {
        await listener.stop(within: .seconds(2))
    }
}
