/// Finds what an expression takes from outside: variables that it does not bind, and members of its own context.
struct ReferenceFinder {
    private(set) var variables: [JSONataVariableReference] = []
    private(set) var topLevel: [JSONataTopLevelReference] = []
    private var bound: [String] = []
    /// Whether the context is still that of the whole expression.
    private var isAtTop = true

    mutating func visit(_ syntax: Syntax) {
        switch syntax.kind {
        case .name(let name): visitName(name, syntax)
        case .wildcard, .descendants, .parent: visitName(syntax.token, syntax)
        case .variable(let name): addVariable(name, path: [], syntax)
        case .string, .number, .literal, .regex, .placeholder: break
        case .dot(let left, let right): visitPath(syntax, left, right)
        case .predicate(let left, let condition):
            visit(left)
            below { $0.visit(condition) }
        case .group(let left, let pairs):
            visit(left)
            below { finder in finder.visit(pairs) }
        case .sort(let left, let terms):
            visit(left)
            below { finder in for term in terms { finder.visit(term.expression) } }
        case .focus(let left, let name), .index(let left, let name):
            visit(left)
            bound.append(name)
        case .bind(let name, let value):
            visit(value)
            bound.append(name)
        case .block(let expressions): scoped { finder in for part in expressions { finder.visit(part) } }
        case .lambda(let parameters, _, let body):
            scoped { finder in
                finder.bound += parameters
                finder.visit(body)
            }
        case .call(let procedure, let arguments, _): visitCall(procedure, arguments)
        case .object(let pairs): visit(pairs)
        case .transform(let pattern, let update, let delete):
            below { finder in for part in [pattern, update, delete].compactMap({ $0 }) { finder.visit(part) } }
        default: visitOperands(of: syntax)
        }
    }

    private mutating func visitOperands(of syntax: Syntax) {
        switch syntax.kind {
        case .operation(_, let left, let right), .apply(let left, let right), .fallback(_, let left, let right):
            visit(left)
            visit(right)
        case .negate(let operand): visit(operand)
        case .array(let items): for item in items { visit(item) }
        case .condition(let condition, let then, let otherwise):
            for part in [condition, then, otherwise].compactMap({ $0 }) { visit(part) }
        default: break
        }
    }

    private mutating func visit(_ pairs: [Syntax.Pair]) {
        for pair in pairs {
            visit(pair.key)
            visit(pair.value)
        }
    }

    private mutating func visitName(_ name: String, _ syntax: Syntax) {
        guard isAtTop else { return }
        topLevel.append(JSONataTopLevelReference(name: name, offset: syntax.start))
    }

    /// A path: its first step sees the context, the others what the steps before them give.
    private mutating func visitPath(_ syntax: Syntax, _ left: Syntax, _ right: Syntax) {
        if let (name, path, start) = syntax.variablePath {
            addVariable(name, path: path, start)
        } else {
            if case .string(let name) = left.kind { visitName(name, left) } else { visit(left) }
            below { $0.visit(right) }
        }
    }

    private mutating func visitCall(_ procedure: Syntax, _ arguments: [Syntax]) {
        if case .variable(let name) = procedure.kind {
            addVariable(name, path: [], procedure, isCall: true)
        } else {
            visit(procedure)
        }
        for argument in arguments { visit(argument) }
    }

    private mutating func addVariable(_ name: String, path: [String], _ syntax: Syntax, isCall: Bool = false) {
        guard !name.isEmpty, !bound.contains(name) else { return }
        variables.append(
            JSONataVariableReference(name: name, path: path, offset: syntax.start, isCall: isCall))
    }

    private mutating func below(_ visit: (inout ReferenceFinder) -> Void) {
        let outer = isAtTop
        isAtTop = false
        visit(&self)
        isAtTop = outer
    }

    private mutating func scoped(_ visit: (inout ReferenceFinder) -> Void) {
        let outer = bound
        visit(&self)
        bound = outer
    }
}

extension Syntax {
    /// The variable and the members of `$a.b.c`; nil for any other shape.
    fileprivate var variablePath: (name: String, path: [String], start: Syntax)? {
        switch kind {
        case .variable(let name): return (name, [], self)
        case .dot(let left, let right):
            guard let (name, path, start) = left.variablePath else { return nil }
            switch right.kind {
            case .name(let member), .string(let member): return (name, path + [member], start)
            default: return nil
            }
        default: return nil
        }
    }
}
