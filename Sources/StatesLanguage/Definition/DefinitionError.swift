public import JSON

/// Why a definition cannot be run: everything that is wrong with it.
public struct DefinitionError: Error, Sendable, CustomStringConvertible {
    /// All problems, in the order they were found in.
    public var issues: [DefinitionIssue]

    /// An error from problems, of which at least one is an error.
    public init(issues: [DefinitionIssue]) {
        self.issues = issues
    }

    /// All problems, one a line.
    public var description: String {
        issues.map(\.description).joined(separator: "\n")
    }

    /// The message of the exception `InvalidDefinition`, with which CreateStateMachine and UpdateStateMachine refuse a
    /// definition; it tells errors only.
    public var serviceMessage: String {
        let errors = issues.filter { $0.severity == .error }.map(\.description)
        return "Invalid State Machine Definition: '\(errors.joined(separator: ", "))'"
    }
}

extension DefinitionIssue {
    /// The issue as an element of `diagnostics` in the answer of ValidateStateMachineDefinition.
    public var diagnostic: JSON {
        var diagnostic: JSONObject = [
            "severity": .string(severity.rawValue), "code": .string(code.rawValue), "message": .string(message),
        ]
        if let location { diagnostic["location"] = .string(location) }
        return .object(diagnostic)
    }
}
