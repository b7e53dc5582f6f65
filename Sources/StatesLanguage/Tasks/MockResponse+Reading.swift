import JSON

extension MockResponse {
    /// Reads `{"return": ...}`, `{"throw": {"error", "cause"}}`, `{"timedOut": {...}}` or `{"silent": true}`, optionally
    /// with `submitted` and `workerName`; the words may start with a capital, as in the files of Step Functions Local.
    init(_ source: JSON, at pointer: String) throws(MockFormatError) {
        let members = try MockMembers(source, what: "A mock", at: pointer)
        let endings = ["return", "throw", "timedOut", "silent"].filter { members[$0] != nil }
        guard let ending = endings.first, endings.count == 1, let value = members[ending] else {
            throw MockFormatError(
                message: endings.isEmpty
                    ? "A mock has one of: return, throw, timedOut, silent"
                    : "A mock has one of: return, throw, timedOut, silent; this has \(endings.joined(separator: " and "))",
                pointer: pointer)
        }
        try members.refuseAll(but: Self.members)
        let progress = Self.progress(members)
        if ending == "return" {
            self.init(.succeeded(value), progress: progress)
            return
        }
        if ending == "silent" {
            guard value == true else {
                throw MockFormatError(
                    message: "'silent' is true, not \(value.kind)", pointer: pointer.appending(pointer: ending))
            }
            self.init(.silent, progress: progress)
            return
        }
        let failure = try MockMembers(value, what: "'\(ending)'", at: pointer.appending(pointer: ending))
        try failure.refuseAll(but: ["error", "cause"])
        let (error, cause) = (try failure.text("error"), try failure.text("cause"))
        if ending == "throw" {
            self.init(.failed(error: error ?? "", cause: cause), progress: progress)
        } else if error == "States.HeartbeatTimeout" {
            self.init(.heartbeatTimedOut(cause: cause), progress: progress)
        } else {
            self.init(.timedOut(cause: cause), progress: progress)
        }
    }

    /// What an entry may have; the last ones are how recordings describe the call that was answered.
    private static let members: Set<String> = [
        "return", "throw", "timedOut", "silent", "submitted", "workerName", "events", "mapIteration", "parameters",
        "resource",
        "resourceType",
    ]

    private static func progress(_ members: MockMembers) -> [TaskProgress] {
        var progress: [TaskProgress] = []
        if let events = members["events"]?.array {
            if events.contains("ActivityStarted") { progress.append(.started(worker: members["workerName"]?.string)) }
        } else if let worker = members["workerName"] {
            progress.append(.started(worker: worker.string))
        }
        if let submitted = members["submitted"] { progress.append(.submitted(submitted)) }
        return progress
    }
}

/// The members of an object in a file of mocks, by names whose first letter may be a capital.
private struct MockMembers {
    private var values: [String: JSON] = [:]
    private let object: JSONObject
    private let what: String
    private let pointer: String

    init(_ source: JSON, what: String, at pointer: String) throws(MockFormatError) {
        guard let object = source.object else {
            throw MockFormatError(message: "\(what) is an object, not \(source.kind)", pointer: pointer)
        }
        (self.object, self.what, self.pointer) = (object, what, pointer)
        for member in object {
            let name = Self.name(of: member.key)
            guard values.updateValue(member.value, forKey: name) == nil else {
                throw MockFormatError(
                    message: "\(what) has '\(name)' twice", pointer: pointer.appending(pointer: member.key))
            }
        }
    }

    private static func name(of key: String) -> String { (key.first?.lowercased() ?? "") + key.dropFirst() }

    /// Refuses members that nobody knows: a misspelt one would otherwise be left out in silence.
    func refuseAll(but known: Set<String>) throws(MockFormatError) {
        for key in object.keys where !known.contains(Self.name(of: key)) {
            throw MockFormatError(message: "\(what) has no field '\(key)'", pointer: pointer.appending(pointer: key))
        }
    }

    subscript(name: String) -> JSON? { values[name] }

    func text(_ name: String) throws(MockFormatError) -> String? {
        guard let value = values[name], !value.isNull else { return nil }
        guard let text = value.string else {
            throw MockFormatError(
                message: "'\(name)' is a string, not \(value.kind)", pointer: pointer.appending(pointer: name))
        }
        return text
    }
}
