import JSON

/// One state of a graph. Kept behind a reference, because an execution looks at it at every turn.
indirect enum State: Sendable {
    case task(TaskState)
    case choice(ChoiceState)
    case pass(PassState)
    case wait(WaitState)
    case succeed(SucceedState)
    case fail(FailState)
    case parallel(ParallelState)
    case map(MapState)

    enum Kind: String, CaseIterable, Sendable {
        case task = "Task"
        case wait = "Wait"
        case pass = "Pass"
        case succeed = "Succeed"
        case fail = "Fail"
        case choice = "Choice"
        case parallel = "Parallel"
        case map = "Map"
    }

    /// Decodes a state; nil when something is wrong with it, which the reader's log then says.
    init?(named name: String, from reader: inout FieldReader, depth: Int) {
        reader.require("Type")
        guard let kind = Self.kind(from: &reader) else { return nil }
        _ = reader.string("Comment")
        reader.language = reader.queryLanguage()
        if reader.language == .jsonPath, reader.log.machineLanguage == .jsonata {
            reader.isDowngraded = true
            reader.reportUnexpected(
                .schema, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
                at: "QueryLanguage")
        }
        switch kind {
        case .task: self = .task(TaskState(named: name, from: &reader))
        case .wait: self = .wait(WaitState(named: name, from: &reader))
        case .pass: self = .pass(PassState(named: name, from: &reader))
        case .succeed: self = .succeed(SucceedState(named: name, from: &reader))
        case .fail: self = .fail(FailState(named: name, from: &reader))
        case .choice: self = .choice(ChoiceState(named: name, from: &reader))
        case .parallel: self = .parallel(ParallelState(named: name, from: &reader, depth: depth))
        case .map: self = .map(MapState(named: name, from: &reader, depth: depth))
        }
        reader.finish()
    }

    private static func kind(from reader: inout FieldReader) -> Kind? {
        guard let text = reader.string("Type") else { return nil }
        if let kind = Kind(rawValue: text) { return kind }
        reader.reportUnlisted("Type", text, values: Kind.allCases.map(\.rawValue))
        return nil
    }

    var kind: Kind {
        switch self {
        case .task: .task
        case .choice: .choice
        case .pass: .pass
        case .wait: .wait
        case .succeed: .succeed
        case .fail: .fail
        case .parallel: .parallel
        case .map: .map
        }
    }

    /// What all kinds have in common.
    var behaviour: any StateBehaviour {
        switch self {
        case .task(let state): state
        case .choice(let state): state
        case .pass(let state): state
        case .wait(let state): state
        case .succeed(let state): state
        case .fail(let state): state
        case .parallel(let state): state
        case .map(let state): state
        }
    }

    var name: String { behaviour.name }

    /// The states this one may lead to.
    var targets: [Int] { behaviour.targets }

    /// Whether an execution can end here.
    var isTerminal: Bool { behaviour.isTerminal }
}
