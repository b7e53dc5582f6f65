import JSON

/// Collects what is wrong with a definition while it is decoded.
final class IssueLog {
    /// Beyond this the rest of a hopeless document is not listed.
    static let maximumCount = 200

    private(set) var issues: [DefinitionIssue] = []
    /// What kind of workflow the definition is for.
    let workflowType: ExecutionIdentity.WorkflowType
    /// The language of states that do not name one. A Map or Parallel state's own does not reach the states inside it.
    var machineLanguage = QueryLanguage.jsonPath

    init(workflowType: ExecutionIdentity.WorkflowType = .standard) {
        self.workflowType = workflowType
    }

    func report(_ code: DefinitionIssue.Code, _ message: String, detail: String? = nil, at pointer: String) {
        report(DefinitionIssue(code, message, detail: detail, at: pointer))
    }

    /// How many issues there are besides transitions to nowhere.
    var faultCount: Int { issues.count { $0.code != .missingTransitionTarget } }

    func report(_ issue: DefinitionIssue) {
        if issues.count < Self.maximumCount { issues.append(issue) }
    }
}

/// What the states of one graph may refer to.
struct GraphNames {
    let indices: [String: Int]
}
