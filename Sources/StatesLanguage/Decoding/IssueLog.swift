import JSON

/// Collects what is wrong with a definition while it is decoded.
final class IssueLog {
    /// Where the service says that a problem is.
    enum Location {
        /// At the field itself.
        case here
        /// At another place, by its JSON pointer.
        case at(String)
        /// It does not say.
        case nowhere
    }

    /// Beyond this the rest of a hopeless document is not listed.
    static let maximumCount = 200

    fileprivate(set) var issues: [DefinitionIssue] = []
    /// Targets that are missing without a similar name beside them, by the position of their issue.
    fileprivate var unexplained: [Int: String] = [:]
    private let source: JSON
    /// What kind of workflow the definition is for.
    var workflowType: ExecutionIdentity.WorkflowType
    /// The language of states that do not name one. A Map or Parallel state's own does not reach the states inside it.
    var machineLanguage = QueryLanguage.jsonPath
    /// Where each state of the machine stands, in whatever graph.
    var states = NameRegister()
    /// Where each label of a Map state stands.
    var labels = NameRegister()
    private var nearestName = NearestName()

    /// - Parameter source: The document that is decoded.
    init(_ source: JSON = .null, workflowType: ExecutionIdentity.WorkflowType = .standard) {
        self.source = source
        self.workflowType = workflowType
    }

    /// Whether further issues are not listed any more.
    var isFull: Bool { issues.count >= Self.maximumCount }

    /// A sentence that names what was probably meant; nil where nothing is near, or nobody would read it.
    func suggestion(for name: String, among names: some Sequence<String>) -> String? {
        isFull ? nil : nearestName.suggestion(for: name, among: names)
    }

    func report(
        _ code: DefinitionIssue.Code, _ message: String, detail: String? = nil, suggestion: String? = nil,
        at pointer: String, location: Location = .here, concernsKey: Bool = false, concernsServiceOnly: Bool = false
    ) {
        guard !isFull else { return }
        var issue = DefinitionIssue(code, message, detail: detail, suggestion: suggestion, at: pointer)
        issue.concernsKey = concernsKey
        issue.concernsServiceOnly = concernsServiceOnly
        issue.location =
            switch location {
            case .here: ServiceLocation(pointer, in: source).text
            case .at(let place): ServiceLocation(place, in: source).text
            case .nowhere: Optional.none
            }
        issues.append(issue)
    }
}

extension IssueLog {
    /// Reports the name of a state that is not in its graph; the service says 'Next' whatever the field is called.
    func reportMissing(target: String, suggestion: String?, at pointer: String) {
        guard !isFull else { return }
        if suggestion == nil { unexplained[issues.count] = target }
        report(.missingTransitionTarget, "Missing 'Next' target: \(target)", suggestion: suggestion, at: pointer)
    }

    /// Says of each target that is missing where else there is a state of that name, once all of them are known.
    func explainMissingTargets() {
        for (index, target) in unexplained {
            guard let place = states.pointer(of: target) else { continue }
            issues[index].suggestion =
                "The state of that name stands at \(place); a transition cannot lead into or out of a branch or a Map."
        }
    }
}

/// Names that may stand in a machine only once, and where they stand.
struct NameRegister {
    private var pointers: [String: String] = [:]

    /// Enters a name; false where it is taken.
    mutating func enter(_ name: String, at pointer: String) -> Bool {
        guard pointers[name] == nil else { return false }
        pointers[name] = pointer
        return true
    }

    /// Where a name stands.
    func pointer(of name: String) -> String? { pointers[name] }
}

/// What the states of one graph may refer to.
struct GraphNames {
    let indices: [String: Int]
}
