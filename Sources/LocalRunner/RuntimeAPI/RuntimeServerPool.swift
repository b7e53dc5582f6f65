/// Servers for sandboxes, used again when a sandbox crashes.
///
/// A new one for each would do, but FlyingFox 0.27.1 never closes the eventfd of a stopped server: a workflow whose
/// functions crash often would run out of descriptors.
actor RuntimeServerPool {
    private var idle: [RuntimeServer] = []

    /// A server that nobody uses.
    func take() async throws -> RuntimeServer {
        if let server = idle.popLast() { return server }
        return try await RuntimeServer.start()
    }

    /// Takes a server back whose sandbox has ended.
    func giveBack(_ server: RuntimeServer) {
        idle.append(server)
    }

    /// Stops the servers that nobody uses.
    func stop() async {
        let servers = idle
        idle = []
        for server in servers { await server.stop() }
    }
}
