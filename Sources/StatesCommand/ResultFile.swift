import ArgumentParser
import JSON
import StatesLanguage

/// What `states run --result` writes: how an execution ended, its history, and all that is needed to go on with it.
struct ResultFile {
    let path: String
    let source: JSON
    let history: RecordedHistory

    /// Reads a result, or the output of GetExecutionHistory.
    init(path: String) throws {
        self.path = path
        source = try InputFile.json(of: path)
        do {
            history = try RecordedHistory(source)
        } catch {
            throw ValidationError("\(path) is not the history of an execution: \(error)")
        }
    }

    /// The definition that the execution ran, where the file has it.
    var definition: JSON? { source["definition"] }

    /// How far Map Runs came that did not succeed.
    var mapRuns: [MapRunProgress] { (source["unfinishedMapRuns"]?.array ?? []).compactMap { MapRunProgress($0) } }

    /// The random numbers that the execution began with.
    var seed: UInt64? { source["seed"]?.string.flatMap { UInt64($0) } }

    /// The machine's name, where the file tells it.
    var stateMachineName: String? { source["executionArn"] == nil ? nil : identity.stateMachineName }

    /// The names that the execution ran under, as far as the file tells them.
    var identity: ExecutionIdentity {
        var identity = ExecutionIdentity(type: source["type"] == "EXPRESS" ? .express : .standard)
        let parts = (source["executionArn"]?.string ?? "").split(separator: ":").map(String.init)
        if parts.count >= 8, parts[2] == "states" {
            (identity.region, identity.account) = (parts[3], parts[4])
            (identity.stateMachineName, identity.executionName) = (parts[6], parts[7])
        }
        if let role = history.events.first?.eventDetails["roleArn"]?.string { identity.roleARN = role }
        return identity
    }

    /// Writes how an execution ended.
    static func write(
        _ execution: Execution, of definition: Definition, identity: ExecutionIdentity, seed: UInt64, to path: String
    ) throws {
        var object = execution.result.object ?? JSONObject()
        object["executionArn"] = .string(identity.executionARN)
        object["type"] = .string(identity.type.rawValue)
        // A text, because not every reader of JSON keeps 64 bits.
        object["seed"] = .string(String(seed))
        object["definition"] = definition.source
        try OutputFile.write(.object(object), to: path)
    }
}
