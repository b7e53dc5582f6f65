import StatesLanguage

/// Refuses definitions as CreateStateMachine does.
enum DefinitionCheck {
    /// - Throws: `InvalidDefinition` with everything that is wrong.
    static func check(_ text: String, _ type: ExecutionIdentity.WorkflowType) throws(ServiceError) {
        let errors = Definition.issues(inText: text, type: type).filter { $0.severity == .error }
        guard errors.isEmpty else {
            let list = errors.map(\.description).joined(separator: ", ")
            throw ServiceError("InvalidDefinition", "Invalid State Machine Definition: '\(list)'")
        }
    }
}
