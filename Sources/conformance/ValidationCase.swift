import JSON
import StatesLanguage

/// One definition with a recorded verdict.
struct ValidationCase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// Our verdict with our answer to the API call, in the result format of the data set: the exception of
    /// CreateStateMachine and UpdateStateMachine, or the diagnostics of ValidateStateMachineDefinition.
    func run() -> JSON {
        let type: ExecutionIdentity.WorkflowType = source["type"] == "EXPRESS" ? .express : .standard
        let issues =
            source["definitionString"]?.string.map { Definition.issues(inText: $0, type: type) }
            ?? Definition.issues(in: source["definition"] ?? .null, type: type)
        let isAccepted = !issues.contains { $0.severity == .error }
        var result: JSONObject = ["verdict": isAccepted ? "accepted" : "rejected"]
        result["diagnostics"] = .array(issues.map(\.diagnostic))
        if !isAccepted {
            let message = DefinitionError(issues: issues).serviceMessage
            result["exception"] = ["code": "InvalidDefinition", "message": .string(message)]
        }
        return .object(result)
    }
}
