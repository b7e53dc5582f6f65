import JSON

extension Definition {
    /// The variables that each state reads, by the state's name and in alphabetical order; states that read none are left
    /// out. It is what DescribeStateMachine calls `variableReferences`.
    public var variableReferences: [String: [String]] {
        var finder = VariableReferenceFinder()
        finder.visitStates(of: source)
        return finder.names.mapValues { $0.sorted() }
    }
}

/// Looks for the variables that expressions of a valid definition name.
private struct VariableReferenceFinder {
    /// The variables by the state that reads them.
    private(set) var names: [String: Set<String>] = [:]

    /// Fields in which everything may be an expression, at any depth.
    private static let templates: Set<String> = [
        "Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials", "Arguments",
    ]

    mutating func visitStates(of graph: JSON) {
        for member in graph["States"]?.object ?? JSONObject() {
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
