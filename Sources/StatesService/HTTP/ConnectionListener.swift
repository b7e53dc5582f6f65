import FlyingSocks
import Glibc

/// Listens at an address and serves who connects.
actor ConnectionListener {
    /// Where it listens; the port is the real one.
    nonisolated let address: Socket.Address?

    private let socket: AsyncSocket
    private let pool: any AsyncSocketPool
    private let handler: APIHandler
    private var connections: [Int: ClientConnection] = [:]
    private var lastNumber = 0
    private var tasks: [Task<Void, Never>] = []

    /// Takes the address; who connects waits until ``start()``.
    ///
    /// - Throws: `SocketError` where nobody can listen.
    init(at place: any SocketAddress, _ handler: APIHandler) async throws {
        let pool = SocketPool<Poll>.make(logger: .disabled)
        try await pool.prepare()
        let socket = try Socket(domain: Int32(type(of: place).family))
        do {
            try socket.setValue(true, for: .localAddressReuse)
            try socket.bind(to: place)
            try socket.listen()
            address = try socket.sockname()
            self.socket = try Self.asynchronous(socket, pool)
        } catch {
            try? socket.close()
            throw error
        }
        self.pool = pool
        self.handler = handler
    }

    private static func asynchronous(_ socket: Socket, _ pool: some AsyncSocketPool) throws -> AsyncSocket {
        try AsyncSocket(socket: socket, pool: pool)
    }

    /// Begins to serve.
    func start() {
        let pool = pool
        tasks = [
            Task { _ = try? await pool.run() },
            Task { await self.accept() },
        ]
    }

    private func accept() async {
        while !Task.isCancelled {
            do {
                let client = try await socket.accept()
                serve(client)
            } catch is CancellationError {
                return
            } catch {
                // Such as too many open files, which passes when others close theirs.
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func serve(_ client: AsyncSocket) {
        lastNumber += 1
        let (number, connection) = (lastNumber, ClientConnection(client, handler))
        connections[number] = connection
        Task {
            await connection.serve()
            connections[number] = nil
        }
    }

    /// Listens no longer, and ends every connection: at once where nothing is being answered, else within a time.
    func stop(within limit: Duration) async {
        tasks.last?.cancel()
        await tasks.last?.value
        for connection in connections.values { await connection.end() }
        let deadline = ContinuousClock.now + limit
        while !connections.isEmpty, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(5)) }
        for connection in connections.values { await connection.hangUp() }
        try? socket.socket.close()
        tasks.first?.cancel()
        await tasks.first?.value
    }
}
