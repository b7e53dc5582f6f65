/// One thing that is wrong with a definition, and where.
public struct DefinitionIssue: Error, Hashable, Sendable {
    /// What class of problem it is. The names up to ``unsupportedJSONata`` are those of ValidateStateMachineDefinition.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case invalidJSON = "INVALID_JSON_DESCRIPTION"
        case schema = "SCHEMA_VALIDATION_FAILED"
        case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
        case missingEndState = "MISSING_END_STATE"
        case duplicateStateName = "DUPLICATE_STATE_NAME"
        case invalidJSONPath = "INVALID_JSONPATH"
        case invalidJSONata = "INVALID_JSONATA_EXPRESSION"
        case unsupportedJSONata = "UNSUPPORTED_JSONATA_EXPRESSION"
        /// The language has it, this interpreter does not yet.
        case unsupported = "UNSUPPORTED"
        /// A `${name}` without a value.
        case unresolvedSubstitution = "UNRESOLVED_SUBSTITUTION"
    }

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
    /// The JSON pointer (RFC 6901) of the field at fault; empty for the whole document.
    public var pointer: String
    /// An error refuses the definition.
    public var severity: Severity

    /// An issue at a place.
    public init(
        _ code: Code, _ message: String, detail: String? = nil, at pointer: String, severity: Severity = .error
    ) {
        self.code = code
        self.message = message
        self.detail = detail
        self.pointer = pointer
        self.severity = severity
    }
}

extension DefinitionIssue: CustomStringConvertible {
    /// Code, message and place in one line.
    public var description: String {
        "\(code.rawValue): \(message) at \(pointer.isEmpty ? "/" : pointer)"
    }
}

/// Why a definition cannot be run: everything that is wrong with it.
public struct DefinitionError: Error, Sendable, CustomStringConvertible {
    /// All problems, in the order of the document.
    public var issues: [DefinitionIssue]

    /// An error from problems, of which at least one is an error.
    public init(issues: [DefinitionIssue]) {
        self.issues = issues
    }

    /// All problems, one a line.
    public var description: String {
        issues.map(\.description).joined(separator: "\n")
    }
}
