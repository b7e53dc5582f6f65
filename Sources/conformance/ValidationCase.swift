import JSON
import StatesLanguage

/// One definition with a recorded verdict.
struct ValidationCase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// Our verdict and our diagnostics, in the result format of the data set.
    func run() -> JSON {
        let type: ExecutionIdentity.WorkflowType = source["type"] == "EXPRESS" ? .express : .standard
        let issues =
            source["definitionString"]?.string.map { Definition.issues(inText: $0, type: type) }
            ?? Definition.issues(in: source["definition"] ?? .null, type: type)
        let isAccepted = !issues.contains { $0.severity == .error }
        return [
            "verdict": isAccepted ? "accepted" : "rejected",
            "diagnostics": .array(
                issues.map { issue in
                    [
                        "severity": .string(issue.severity.rawValue), "code": .string(issue.code.rawValue),
                        "message": .string(issue.message),
                        "location": .string(issue.pointer.isEmpty ? "/" : issue.pointer),
                    ]
                }),
        ]
    }
}
