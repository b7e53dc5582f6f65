import FlyingFox
import Glibc

/// Notices that a client hung up while its answer is being waited for, which FlyingFox does not tell its handlers.
struct ClientWatch {
    private static let interval = Duration.milliseconds(250)

    /// The descriptor of the client's connection; nil where it cannot be found, so that nobody is watched.
    private let descriptor: Int32?

    init(_ address: HTTPRequest.Address?) {
        descriptor = address.flatMap(Self.descriptor)
    }

    /// Does work, and cancels it once the client is gone.
    func whileConnected<Result: Sendable>(
        _ work: @escaping @Sendable () async throws(ServiceError) -> Result
    ) async throws(ServiceError) -> Result {
        let task = Task { () async -> Swift.Result<Result, ServiceError> in
            do throws(ServiceError) { return .success(try await work()) } catch { return .failure(error) }
        }
        let watch = Task {
            while let descriptor, !Task.isCancelled {
                try await Task.sleep(for: Self.interval)
                if Self.isClosed(descriptor) { return task.cancel() }
            }
        }
        defer { watch.cancel() }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }.get()
    }

    /// Whether the peer has closed its side. The descriptor stays ours while the request is being answered.
    private static func isClosed(_ descriptor: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN) | closedByPeer, revents: 0)
        guard Glibc.poll(&poll, 1, 0) > 0 else { return false }
        return poll.revents & (closedByPeer | Int16(POLLHUP) | Int16(POLLERR)) != 0
    }

    /// `POLLRDHUP`, which the module map leaves out.
    private static let closedByPeer: Int16 = 0x2000

    /// The descriptor whose peer has an address.
    private static func descriptor(of address: HTTPRequest.Address) -> Int32? {
        let port: UInt16
        switch address {
        case .ip4(_, let number), .ip6(_, let number): port = number
        case .unix: return nil
        }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return (0..<Int32(min(limit.rlim_cur, 65_536))).first { peerPort(of: $0) == port }
    }

    private static func peerPort(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
        }
        guard status == 0, [sa_family_t(AF_INET), sa_family_t(AF_INET6)].contains(storage.ss_family) else { return nil }
        // Both families have the port in the same place.
        return withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }
}
