public import JSON

extension Execution {
    /// How the execution ended, as one object: `status`, `output` or `error` and `cause`, the `history`, and what a
    /// redrive needs to know of Map Runs.
    public var result: JSON {
        var object: JSONObject = ["status": .string(status.rawValue)]
        if let output { object["output"] = output }
        if let error { object["error"] = .string(error) }
        if let cause { object["cause"] = .string(cause) }
        object["history"] = .array(history.map(\.json))
        if status != .succeeded, !unfinishedMapRuns.isEmpty {
            object["unfinishedMapRuns"] = .array(unfinishedMapRuns.map(\.json))
            // Also those of child executions, of which the history does not tell.
            object["taskCounts"] = .object(
                JSONObject(scheduled.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        }
        return .object(object)
    }
}

extension Execution {
    /// The variables of the machine itself, by name; those of branches and iterations are their own.
    public var variables: [String: JSON] { strands.first?.variables ?? [:] }
}
