/// Which hosts a request may name.
///
/// A page in a browser can have its own name point to this machine; the name in the `Host` header gives it away.
struct HostRule: Sendable {
    private let allowed: Set<String>

    init(_ address: String) {
        let names = ["127.0.0.1", "localhost", "[::1]", address, "[\(address)]"]
        // Clients put this before the host of StartSyncExecution and TestState.
        allowed = Set(names + names.map { "sync-" + $0 })
    }

    /// - Parameter header: The `Host` header, with or without a port.
    func allows(_ header: String?) -> Bool {
        guard let header else { return false }
        let host: Substring
        if let bracket = header.lastIndex(of: "]") {
            host = header[...bracket]
        } else {
            host = header.prefix { $0 != ":" }
        }
        return allowed.contains(host.lowercased())
    }
}
