package import FlyingSocks
import Glibc

/// A socket pool whose sockets send at once.
///
/// The server writes head and body of a response in two calls; by Nagle's algorithm the second would wait for the
/// peer's delayed acknowledgement, 40 ms for each event. Accepted sockets take the option over from the listening one.
package struct NoDelaySocketPool<Base: AsyncSocketPool>: AsyncSocketPool {
    let base: Base

    /// A pool over another one.
    package init(base: Base) {
        self.base = base
    }

    package func prepare() async throws {
        try await base.prepare()
    }

    package func run() async throws {
        try await base.run()
    }

    package func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        var enabled: Int32 = 1
        setsockopt(socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &enabled, socklen_t(MemoryLayout<Int32>.size))
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}
