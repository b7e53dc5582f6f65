import StatesLanguage

/// Refuses definitions as CreateStateMachine does.
enum DefinitionCheck {
    /// - Throws: `InvalidDefinition` with everything that is wrong.
    static func check(_ text: String, _ type: ExecutionIdentity.WorkflowType) throws(ServiceError) {
        let issues = Definition.issues(inText: text, type: type)
        if issues.contains(where: { $0.severity == .error }) {
            throw ServiceError("InvalidDefinition", DefinitionError(issues: issues).serviceMessage)
        }
    }
}
