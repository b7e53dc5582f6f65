import FlyingSocks
import Glibc

/// A socket pool whose sockets send at once.
///
/// The server writes head and body of a response in two calls; by Nagle's algorithm the second would wait for the
/// peer's delayed acknowledgement, 40 ms for each event. Accepted sockets take the option over from the listening one.
struct NoDelaySocketPool<Base: AsyncSocketPool>: AsyncSocketPool {
    let base: Base

    func prepare() async throws {
        try await base.prepare()
    }

    func run() async throws {
        try await base.run()
    }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        var enabled: Int32 = 1
        setsockopt(socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &enabled, socklen_t(MemoryLayout<Int32>.size))
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}
