import Glibc
import TestSupport

/// A client that sends bytes as they are, over a connection of its own.
final class RawClient {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a server on this machine.
    init(_ url: String) throws {
        let port = UInt16(url.split(separator: ":").last ?? "") ?? 0
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw NotConnected() }
    }

    deinit { Glibc.close(descriptor) }

    struct NotConnected: Error {}

    /// Sends as much as the server takes.
    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }

    /// Closes the connection.
    func hangUp() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// What came so far.
    var text: String { String(decoding: received, as: UTF8.self) }

    /// Reads what there is.
    ///
    /// - Returns: Whether the server closed the connection.
    func poll() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                received += buffer.prefix(count)
            } else {
                return count == 0 || errno != EAGAIN
            }
        }
    }

    /// Waits until something came, or the connection ended.
    func waitFor(_ wanted: String, within limit: Duration = .seconds(10)) async throws {
        try await waitUntil("the server answers \(wanted)", within: limit) {
            let isOver = poll()
            return text.contains(wanted) || isOver
        }
    }
}
