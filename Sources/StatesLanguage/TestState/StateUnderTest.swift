import JSON

/// The one state that a TestState request is about, taken out of its machine.
///
/// As in the service it becomes the only state of a machine of its own, under the name `StateName`. The states it may
/// lead to are put beside it, for nothing but their names.
struct StateUnderTest: Sendable {
    static let name = "StateName"

    let state: State
    private let source: JSON
    private let graph: StateGraph

    /// - Parameters:
    ///   - text: A state, or a whole machine.
    ///   - stateName: Which state of the machine; nil where the text is a state.
    /// - Throws: `InvalidDefinition` with everything that is wrong; `ValidationException` where there is no such state.
    init(definition text: String, stateName: String?) throws(TestStateError) {
        let document: JSON
        do {
            document = try JSON(parsing: text)
        } catch {
            throw .invalidDefinition([DefinitionIssue(.invalidJSON, error.message, at: "")])
        }
        guard let stateName else {
            try self.init(document, text: text, language: .none)
            return
        }
        try Self.refuseIssues(inText: text)
        guard let state = Self.find(stateName, in: document) else { throw .validation("State not found in definition") }
        try self.init(state, text: state.text(), language: document["QueryLanguage"])
    }

    /// - Parameter text: The state as it was written, which alone shows a key that stands twice.
    private init(_ source: JSON, text: String, language: JSON?) throws(TestStateError) {
        let (own, others) = (JSON.string(Self.name).text(), Self.targets(of: source))
        let ends = others.map { ",\(JSON.string($0).text()):{\"Type\":\"Succeed\"}" }.joined()
        let languageMember = language.map { "\"QueryLanguage\":\($0.text())," } ?? ""
        let machine = "{\(languageMember)\"StartAt\":\(own),\"States\":{\(own):\(text)\(ends)}}"
        try Self.refuseIssues(inText: machine)
        do {
            graph = try Definition(JSON(parsing: machine)).graph
        } catch let error as DefinitionError {
            throw .invalidDefinition(error.issues)
        } catch {
            throw .invalidDefinition([DefinitionIssue(.invalidJSON, "\(error)", at: "")])
        }
        self.source = source
        state = graph.states[graph.start]
    }

    private static func refuseIssues(inText text: String) throws(TestStateError) {
        let issues = Definition.issues(inText: text).filter(\.preventsExecution)
        guard issues.isEmpty else { throw .invalidDefinition(issues) }
    }

    /// The state that a transition leads to; nil at an end.
    func nextState(_ transition: Transition) -> String? {
        guard case .next(let index) = transition else { return nil }
        return graph.states[index].name
    }

    /// Whether there is a state of that name inside the state, at whatever depth.
    func contains(stateNamed name: String) -> Bool {
        Self.find(name, inside: source) != nil
    }
}

extension StateUnderTest {
    private static func find(_ name: String, in machine: JSON) -> JSON? {
        guard let states = machine["States"]?.object else { return Optional.none }
        return states[name] ?? states.values.lazy.compactMap { find(name, inside: $0) }.first
    }

    private static func find(_ name: String, inside state: JSON) -> JSON? {
        let machines = [state["ItemProcessor"], state["Iterator"]].compactMap { $0 } + (state["Branches"]?.array ?? [])
        return machines.lazy.compactMap { find(name, in: $0) }.first
    }

    /// The names of the states that a state may lead to.
    private static func targets(of state: JSON) -> [String] {
        let rules = ["Choices", "Catch"].flatMap { state[$0]?.array ?? [] }
        let names = ([state["Next"], state["Default"]] + rules.map { $0["Next"] }).compactMap { $0?.string }
        return Set(names).subtracting([name]).filter { (1...80).contains($0.unicodeScalars.count) }.sorted()
    }
}
