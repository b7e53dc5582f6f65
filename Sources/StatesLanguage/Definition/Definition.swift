public import JSON

/// A state machine, decoded once: typed states in which every path and template is compiled.
public struct Definition: Sendable {
    /// The machine's `Comment`.
    public let comment: String?
    /// Seconds after which an execution ends with `TIMED_OUT`; nil for no limit.
    public let timeoutSeconds: Int?
    /// The document that was decoded, with its substitutions.
    public let source: JSON
    let graph: StateGraph

    /// Decodes a definition.
    ///
    /// - Parameters:
    ///   - source: The document, an object with `StartAt` and `States`.
    ///   - substitutions: Values for `${name}` in the document's strings.
    ///   - type: What kind of workflow it is to be: express workflows may do less.
    /// - Throws: ``DefinitionError`` with all problems.
    public init(
        _ source: JSON, substitutions: [String: String] = [:],
        type: ExecutionIdentity.WorkflowType = .standard
    ) throws(DefinitionError) {
        let log = IssueLog(workflowType: type)
        let source = Substitutions(substitutions).apply(to: source, reportingTo: log)
        let decoded = Definition(decoding: source, log: log)
        guard let decoded, !log.issues.contains(where: { $0.severity == .error }) else {
            throw DefinitionError(issues: log.issues)
        }
        self = decoded
    }

    /// Everything that is wrong with a document; `${name}` without a value is fine here.
    public static func issues(
        in source: JSON, substitutions: [String: String] = [:], type: ExecutionIdentity.WorkflowType = .standard
    ) -> [DefinitionIssue] {
        let log = IssueLog(workflowType: type)
        let source = Substitutions(substitutions).apply(to: source, reportingTo: nil)
        _ = Definition(decoding: source, log: log)
        return log.issues
    }

    /// Everything that is wrong with a text, also that it is no JSON, or has a key twice in one object.
    public static func issues(
        inText text: String, substitutions: [String: String] = [:], type: ExecutionIdentity.WorkflowType = .standard
    ) -> [DefinitionIssue] {
        let source: JSON
        do {
            source = try JSON(parsing: text)
        } catch {
            return [DefinitionIssue(.invalidJSON, error.message, at: "")]
        }
        let duplicates = JSONSourceMap(text).duplicateKeys.map { duplicate in
            let steps = duplicate.pointer.split(separator: "/")
            return DefinitionIssue(
                steps.dropLast().last == "States" ? .duplicateStateName : .schema,
                "The key '\(steps.last ?? "")' stands twice in its object", at: duplicate.pointer)
        }
        return duplicates + issues(in: source, substitutions: substitutions, type: type)
    }

    private init?(decoding source: JSON, log: IssueLog) {
        guard let object = source.object else {
            log.report(.schema, "A definition must be an object, not \(source.kind)", at: "")
            return nil
        }
        var reader = FieldReader(object, at: "", log: log)
        self.source = source
        comment = reader.string("Comment")
        timeoutSeconds = reader.integer("TimeoutSeconds", in: 1...99_999_999)
        if let version = reader.string("Version"), version != "1.0" {
            reader.report(.schema, "The field 'Version' should have one of these values: [1.0]", at: "Version")
        }
        if let language = reader.word("QueryLanguage", QueryLanguage.self) {
            log.machineLanguage = language
            reader.language = language
        }
        let graph = GraphDecoder(log: log).decode(&reader, depth: 0)
        reader.finish()
        guard let graph else { return nil }
        self.graph = graph
    }

    /// The machine that the child executions of a distributed Map run.
    init(processor graph: StateGraph) {
        comment = nil
        timeoutSeconds = nil
        source = .null
        self.graph = graph
    }

    /// The names of the states on the top level, in the order of the document.
    public var stateNames: [String] { graph.states.map(\.name) }
}
