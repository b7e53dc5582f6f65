/// The `ErrorEquals` of a retrier or catcher.
struct ErrorMatcher: Hashable, Sendable {
    let names: [String]

    /// Whether the list holds a name that stands for this failure.
    func matches(_ failure: Failure) -> Bool {
        guard failure.kind != .terminal else { return false }
        return names.contains { name in
            switch name {
            case "States.ALL": true
            case "States.TaskFailed": failure.error != "States.Timeout"
            case "States.HeartbeatTimeout": failure.kind == .heartbeat || failure.error == name
            default: name == failure.error
            }
        }
    }
}
