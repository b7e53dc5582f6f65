import JSON

/// One prepared answer to a task.
public struct MockResponse: Hashable, Sendable {
    /// How the task ends.
    public var outcome: TaskOutcome
    /// What it reports before its end, in order.
    public var progress: [TaskProgress]

    /// An answer.
    public init(_ outcome: TaskOutcome, progress: [TaskProgress] = []) {
        self.outcome = outcome
        self.progress = progress
    }
}

/// Why a file of mocks cannot be used.
public struct MockFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// The JSON pointer of the place.
    public var pointer: String

    /// A sentence with the place.
    public var description: String { "\(message) (at \(pointer.isEmpty ? "/" : pointer))" }
}

extension MockResponse {
    /// Reads `{"return": ...}`, `{"throw": {"error", "cause"}}` or `{"timedOut": {...}}`, optionally with `submitted`
    /// and `workerName`; the words may start with a capital, as in the files of Step Functions Local.
    init(_ source: JSON, at pointer: String) throws(MockFormatError) {
        guard let object = source.object else {
            throw MockFormatError(message: "A mock is an object, not \(source.kind)", pointer: pointer)
        }
        let member = { (name: String) in object[name] ?? object[(name.first?.uppercased() ?? "") + name.dropFirst()] }
        var progress: [TaskProgress] = []
        if let events = object["events"]?.array {
            if events.contains("ActivityStarted") { progress.append(.started(worker: member("workerName")?.string)) }
        } else if let worker = member("workerName") {
            progress.append(.started(worker: worker.string))
        }
        if let submitted = member("submitted") { progress.append(.submitted(submitted)) }
        let field = { (source: JSON, name: String) in
            source[name]?.string ?? source[(name.first?.uppercased() ?? "") + name.dropFirst()]?.string
        }
        if let result = member("return") {
            self.init(.succeeded(result), progress: progress)
        } else if let thrown = member("throw") {
            self.init(
                .failed(error: field(thrown, "error") ?? "", cause: field(thrown, "cause")), progress: progress)
        } else if let timedOut = member("timedOut") {
            let isHeartbeat = field(timedOut, "error") == "States.HeartbeatTimeout"
            let cause = field(timedOut, "cause")
            self.init(isHeartbeat ? .heartbeatTimedOut(cause: cause) : .timedOut(cause: cause), progress: progress)
        } else {
            throw MockFormatError(message: "A mock has one of: return, throw, timedOut", pointer: pointer)
        }
    }
}
