public import JSON
import JSONata

extension Definition {
    /// The variables that each state reads, by the state's name and in alphabetical order; states that read none are left
    /// out. It is what DescribeStateMachine calls `variableReferences`.
    public var variableReferences: [String: [String]] {
        Self.variableReferences(in: source)
    }

    /// What each state of a document reads with the syntax of variables: variables, and functions of JSONata.
    static func variablesRead(in source: JSON) -> [String: Set<String>] {
        var finder = VariableReferenceFinder(language: QueryLanguage(in: source) ?? .jsonPath)
        finder.visitStates(of: source)
        return finder.names.merging(finder.queryNames) { $0.union($1) }
    }

    /// The variables that each state of a document reads, also where the document is not valid.
    public static func variableReferences(in source: JSON) -> [String: [String]] {
        var finder = VariableReferenceFinder(language: QueryLanguage(in: source) ?? .jsonPath)
        finder.visitStates(of: source)
        return finder.references
    }
}

/// Looks for the variables that expressions of a definition name.
private struct VariableReferenceFinder {
    /// The language of states that name none.
    let language: QueryLanguage
    /// The variables by the state that reads them.
    private(set) var names: [String: Set<String>] = [:]
    /// What expressions in JSONata name that is neither bound in them nor reserved: variables and functions.
    private(set) var queryNames: [String: Set<String>] = [:]
    /// The variables that any state sets.
    private var assigned: Set<String> = []

    init(language: QueryLanguage) {
        self.language = language
    }

    /// The variables by the state that reads them, in alphabetical order.
    var references: [String: [String]] {
        names.merging(queryNames.mapValues { $0.intersection(assigned) }) { $0.union($1) }
            .filter { !$0.value.isEmpty }.mapValues { $0.sorted() }
    }

    /// Fields in which everything may be an expression, at any depth.
    private static let templates: Set<String> = [
        "Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials", "Arguments",
    ]

    mutating func visitStates(of graph: JSON) {
        for member in graph["States"]?.object ?? JSONObject() {
            noteAssigned(by: member.value)
            guard (QueryLanguage(in: member.value) ?? language) == .jsonPath else {
                visitQueries(member.value, in: member.key)
                continue
            }
            for field in member.value.object ?? JSONObject() {
                visit(field.value, of: field.key, in: member.key)
            }
        }
    }

    private mutating func visit(_ value: JSON, of field: String, in state: String) {
        switch value {
        case .string(let text) where Self.holdsPath(field):
            note(text, in: state)
        case .object where field == "ItemProcessor" || field == "Iterator":
            visitStates(of: value)
        case .array(let branches) where field == "Branches":
            for branch in branches { visitStates(of: branch) }
        case .object, .array:
            if Self.templates.contains(field) {
                visitTemplate(value, in: state)
            } else {
                visitMembers(of: value, in: state)
            }
        default: break
        }
    }

    /// A state in JSONata, or a part of one: every string may be a query.
    private mutating func visitQueries(_ value: JSON, in state: String) {
        switch value {
        case .string(let text):
            guard let query = JSONataQuery.text(in: text), let expression = try? JSONataExpression(parsing: query)
            else {
                return
            }
            let found = expression.variableReferences.map(\.name).filter { $0 != "states" }
            queryNames[state, default: []].formUnion(found)
        case .array(let elements):
            for element in elements { visitQueries(element, in: state) }
        case .object(let object):
            for member in object {
                if member.value["States"]?.object != nil {
                    visitStates(of: member.value)
                } else if member.key == "Branches" {
                    for branch in member.value.array ?? [] { visitStates(of: branch) }
                } else {
                    visitQueries(member.value, in: state)
                }
            }
        default: break
        }
    }

    /// The keys of every `Assign` of a state, those of its rules and catchers too.
    private mutating func noteAssigned(by state: JSON) {
        let handlers = (state["Catch"]?.array ?? []) + (state["Choices"]?.array ?? [])
        for holder in [state] + handlers {
            for key in holder["Assign"]?.object?.keys ?? [] {
                assigned.insert(key.hasSuffix(".$") ? String(key.dropLast(2)) : key)
            }
        }
    }

    /// Rules, catchers, readers and the like: objects whose members are fields again.
    private mutating func visitMembers(of value: JSON, in state: String) {
        switch value {
        case .object(let object):
            for member in object { visit(member.value, of: member.key, in: state) }
        case .array(let elements):
            for element in elements { visitMembers(of: element, in: state) }
        default: break
        }
    }

    /// A payload template: only members whose names end in `.$` are expressions.
    private mutating func visitTemplate(_ value: JSON, in state: String) {
        switch value {
        case .object(let object):
            for member in object {
                if member.key.hasSuffix(".$"), let text = member.value.string {
                    note(text, in: state)
                } else {
                    visitTemplate(member.value, in: state)
                }
            }
        case .array(let elements):
            for element in elements { visitTemplate(element, in: state) }
        default: break
        }
    }

    /// Whether a field's text is read as a path; `ResultPath` is written to.
    private static func holdsPath(_ field: String) -> Bool {
        field == "Variable" || field != "ResultPath" && field.hasSuffix("Path")
    }

    private mutating func note(_ text: String, in state: String) {
        let found: Set<String>
        if let path = try? PathExpression(parsing: text) {
            found = path.variables
        } else if let call = try? IntrinsicParser.parse(text) {
            found = call.variables
        } else {
            return
        }
        if !found.isEmpty { names[state, default: []].formUnion(found) }
    }
}

extension QueryLanguage {
    /// What a machine or a state names; nil where it names none.
    fileprivate init?(in object: JSON) {
        guard let word = object["QueryLanguage"]?.string else { return nil }
        self.init(rawValue: word)
    }
}

extension PathExpression {
    fileprivate var variables: Set<String> {
        if case .variable(let name) = root { [name] } else { [] }
    }
}

extension IntrinsicCall {
    fileprivate var variables: Set<String> {
        arguments.reduce(into: []) { names, argument in
            switch argument {
            case .path(let path): names.formUnion(path.variables)
            case .call(let call): names.formUnion(call.variables)
            case .literal, .string: break
            }
        }
    }
}
