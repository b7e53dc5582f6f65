public import JSON

/// A part of an event that says where it is when something in it is missing.
public struct EventMember {
    /// The part.
    public let value: JSON
    private let path: String

    /// A whole event.
    public init(_ event: JSON) {
        self.init(event, path: "")
    }

    private init(_ value: JSON, path: String) {
        self.value = value
        self.path = path
    }

    /// A member that has to be an object.
    public func object(_ name: String) throws(PipelineError) -> EventMember {
        guard let member = value[name], member.object != nil else { throw invalid(name, "an object") }
        return EventMember(member, path: "\(path)\(name).")
    }

    /// A member that has to be a string with something in it.
    public func text(_ name: String) throws(PipelineError) -> String {
        guard let text = value[name]?.string, !text.isEmpty else { throw invalid(name, "a string") }
        return text
    }

    /// A member that may be missing or null, and has to be a string otherwise.
    public func optionalText(_ name: String) throws(PipelineError) -> String? {
        guard let member = value[name], !member.isNull else { return nil }
        guard let text = member.string else { throw invalid(name, "a string") }
        return text
    }

    /// A member that has to be a whole number from 0.
    public func count(_ name: String) throws(PipelineError) -> Int {
        guard let count = value[name]?.int, count >= 0 else { throw invalid(name, "a whole number from 0") }
        return count
    }

    /// The error for a member that is not what it has to be.
    public func invalid(_ name: String, _ expected: String) -> PipelineError {
        let found = value[name].map { "is \($0.string == "" ? "empty" : $0.kind)" } ?? "is missing"
        return PipelineError(
            .eventInvalid, "The event's member \"\(path)\(name)\" \(found); it has to be \(expected).",
            code: "event_member", details: ["member": .string(path + name)])
    }
}
