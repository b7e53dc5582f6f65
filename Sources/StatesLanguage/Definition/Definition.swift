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
    /// - Throws: ``DefinitionError`` with all problems, where one of them prevents executions.
    public init(
        _ source: JSON, substitutions: [String: String] = [:],
        type: ExecutionIdentity.WorkflowType = .standard
    ) throws(DefinitionError) {
        let log = IssueLog(source, workflowType: type)
        let source = Substitutions(substitutions).apply(to: source, reportingTo: log)
        let decoded = Definition(decoding: source, log: log)
        guard let decoded, !log.issues.contains(where: \.preventsExecution) else {
            throw DefinitionError(issues: log.issues)
        }
        self = decoded
    }

    init?(decoding source: JSON, log: IssueLog) {
        guard let object = source.object else {
            log.report(
                .schema, "Definition must be a valid JSON object", detail: "it is \(source.kind)", at: "",
                location: .nowhere)
            return nil
        }
        defer { log.explainMissingTargets() }
        var reader = FieldReader(object, at: "", log: log)
        self.source = source
        comment = reader.string("Comment")
        timeoutSeconds = reader.integer("TimeoutSeconds", in: 0...ExecutionLimits.maximumSeconds)
        if let version = reader.string("Version"), version != "1.0" {
            reader.report(.schema, "Value should be one of the following: [1.0]", at: "Version")
        }
        log.machineLanguage = reader.queryLanguage()
        reader.language = log.machineLanguage
        let graph = GraphDecoder(log: log).decode(&reader, depth: 0)
        VariableScopeCheck(of: source, log: log).check(source)
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
