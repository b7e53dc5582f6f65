import JSON
import StatesLanguage

extension Operation {
    static let validation = [
        Operation(
            "ValidateStateMachineDefinition",
            [
                .required("definition", .definition), .optional("type", .machineType),
                .optional("severity", .word(["ERROR", "WARNING"])), .optional("maxResults", .integer(0...100)),
            ]
        ) { try $0.validateStateMachineDefinition($1) }
    ]
}

extension StatesService {
    /// Diagnostics in one answer, unless the request says otherwise.
    static let maximumDiagnostics = 100

    nonisolated func validateStateMachineDefinition(_ request: Request) throws -> JSONObject {
        let type: ExecutionIdentity.WorkflowType = request.text("type") == "EXPRESS" ? .express : .standard
        let issues = try Definition.issues(inText: request.required("definition"), type: type)
        let wanted = request.text("severity") == "WARNING" ? issues : issues.filter { $0.severity == .error }
        let limit = request.integer("maxResults").flatMap { $0 == 0 ? nil : $0 } ?? Self.maximumDiagnostics
        return [
            "result": issues.contains { $0.severity == .error } ? "FAIL" : "OK",
            "diagnostics": .array(wanted.prefix(limit).map(\.diagnostic)),
            "truncated": .bool(wanted.count > limit),
        ]
    }
}
