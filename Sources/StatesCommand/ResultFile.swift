import ArgumentParser
import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// What `states run --result` writes: how an execution ended, its history, and all that is needed to go on with it.
struct ResultFile {
    let path: String
    let source: JSON
    let history: RecordedHistory

    /// Reads a result, or the output of GetExecutionHistory.
    init(path: String) throws {
        try self.init(paths: [path])
    }

    /// Reads a history whose pages are in several files.
    init(paths: [String]) throws {
        path = paths.first ?? ""
        source = try HistoryPages(paths: paths).source
        do {
            history = try RecordedHistory(source)
        } catch {
            throw ValidationError("\(path) is not the history of an execution: \(error)")
        }
    }

    /// The names that the execution ran under, where the file tells them; a history of AWS does not.
    var names: RecordedNames {
        var names = source["executionArn"] == nil ? RecordedNames() : RecordedNames(identity)
        names.type = identity.type
        return names
    }

    /// Says which states of the execution a machine does not have.
    ///
    /// - Throws: `ValidationError` where it has none of them.
    func checkFit(to graph: MachineGraph, of definition: String) throws {
        let trace = ExecutionTrace(history.events)
        let unknown = graph.unknownStates(in: trace)
        guard let first = unknown.first else { return }
        if Set(unknown).isSuperset(of: trace.visits.map(\.state)) {
            throw ValidationError(
                "\(path) is of another machine: \(definition) has no state '\(first)', nor the others")
        }
        let names = unknown.map { "'\($0)'" }.joined(separator: ", ")
        Terminal.talk(Terminal.printable("\(path): warning: \(definition) does not have the states \(names)"))
    }

    /// The definition that the execution ran, where the file has it.
    var definition: JSON? { source["definition"] }

    /// How far Map Runs came that did not succeed.
    var mapRuns: [MapRunProgress] { (source["unfinishedMapRuns"]?.array ?? []).compactMap { MapRunProgress($0) } }

    /// How many tasks each state scheduled, where the file has more than the history.
    var taskCounts: [String: Int] {
        let counts = (source["taskCounts"]?.object ?? JSONObject()).compactMap { member in
            member.value.int.map { (member.key, $0) }
        }
        return Dictionary(counts, uniquingKeysWith: max)
    }

    /// The random numbers that the execution began with.
    var seed: UInt64? { source["seed"]?.string.flatMap { UInt64($0) } }

    /// The machine's name, where the file tells it.
    var stateMachineName: String? { source["executionArn"] == nil ? nil : identity.stateMachineName }

    /// The names that the execution ran under, as far as the file tells them.
    var identity: ExecutionIdentity {
        var identity = ExecutionIdentity(type: source["type"] == "EXPRESS" ? .express : .standard)
        if let arn = source["executionArn"]?.string.flatMap(ExecutionARN.init) {
            (identity.region, identity.account) = (arn.region, arn.account)
            (identity.stateMachineName, identity.executionName) = (arn.stateMachine, arn.name)
        }
        if let role = history.events.first?.eventDetails["roleArn"]?.string { identity.roleARN = role }
        return identity
    }

    /// Writes how an execution ended.
    static func write(
        _ execution: Execution, of definition: Definition, seed: UInt64, to path: String
    ) throws {
        var object = execution.result.object ?? JSONObject()
        object["executionArn"] = .string(execution.identity.executionARN)
        object["type"] = .string(execution.identity.type.rawValue)
        // A text, because not every reader of JSON keeps 64 bits.
        object["seed"] = .string(String(seed))
        object["definition"] = definition.source
        try OutputFile.write(.object(object), to: path)
    }
}
