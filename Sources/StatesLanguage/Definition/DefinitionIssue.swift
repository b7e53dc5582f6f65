/// One thing that is wrong with a definition, and where.
public struct DefinitionIssue: Error, Hashable, Sendable {
    /// Whether the definition can be run in spite of it.
    public enum Severity: String, Hashable, Sendable {
        case error = "ERROR"
        case warning = "WARNING"
    }

    /// The class of the problem.
    public var code: Code
    /// What is wrong, in the words of the service where it has some.
    public var message: String
    /// What exactly, where the service's words leave that open.
    public var detail: String?
    /// What was probably meant, as a sentence.
    public var suggestion: String?
    /// The JSON pointer (RFC 6901) of the field at fault; empty for the whole document.
    public var pointer: String
    /// Whether the member at the pointer is at fault for its name, or for being there at all, rather than for its value.
    public var concernsKey = false
    /// Where the service says the problem is, such as `/States/A/Choices[0]`: often the object around the field. Nil
    /// where it names no place.
    public var location: String?
    /// An error refuses the definition.
    public var severity: Severity
    /// Whether the definition is refused only where the services that its tasks call are known: an execution whose tasks
    /// somebody else answers can do without what is missing.
    public var concernsServiceOnly = false

    /// An issue at a place.
    public init(
        _ code: Code, _ message: String, detail: String? = nil, suggestion: String? = nil, at pointer: String
    ) {
        self.code = code
        self.message = message
        self.detail = detail
        self.suggestion = suggestion
        self.pointer = pointer
        location = pointer.isEmpty ? "/" : pointer
        severity = code.severity
    }
}

extension DefinitionIssue {
    /// Whether there can be no execution.
    public var preventsExecution: Bool { severity == .error && !concernsServiceOnly }
}

extension DefinitionIssue: CustomStringConvertible {
    /// Code, message and place in one line, as CreateStateMachine lists it.
    public var description: String { "\(code.rawValue): \(message) at \(location ?? "null")" }
}
