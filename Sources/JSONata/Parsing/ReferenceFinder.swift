/// Finds what an expression takes from outside: variables that it does not bind, and members of its own context.
struct ReferenceFinder {
    private(set) var variables: [JSONataVariableReference] = []
    private(set) var topLevel: [JSONataTopLevelReference] = []
    private var bound = BoundNames()
    /// What the blocks around bind somewhere: a function sees it once it is called.
    private var boundLater = BoundNames()
    private var isInFunction = false
    /// Whether the context is still that of the whole expression.
    private var isAtTop = true

    mutating func visit(_ syntax: Syntax) {
        switch syntax.kind {
        case .name(let name): visitName(name, syntax)
        case .wildcard, .descendants, .parent: visitName(syntax.token, syntax)
        case .variable(let name): addVariable(name, path: [], syntax)
        case .string, .number, .literal, .regex, .placeholder: break
        case .dot: visitPath(syntax)
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
            bound.bind(name)
        case .bind(let name, let value):
            // A function may call itself by the name that it gets.
            let isFunction = if case .lambda = value.kind { true } else { false }
            if isFunction { bound.bind(name) }
            visit(value)
            if !isFunction { bound.bind(name) }
        case .block(let expressions): visitBlock(expressions)
        case .lambda(let parameters, _, let body):
            let outer = isInFunction
            isInFunction = true
            scoped { finder in
                for parameter in parameters { finder.bound.bind(parameter) }
                finder.visit(body)
            }
            isInFunction = outer
        case .call(let procedure, let arguments, _): visitCall(procedure, arguments)
        case .object(let pairs): visit(pairs)
        case .transform(let pattern, let update, let delete):
            below { finder in for part in [pattern, update, delete].compactMap({ $0 }) { finder.visit(part) } }
        default: visitOperands(of: syntax)
        }
    }

    private mutating func visitBlock(_ expressions: [Syntax]) {
        let outer = boundLater.count
        for case .bind(let name, _) in expressions.lazy.map(\.kind) { boundLater.bind(name) }
        scoped { finder in for part in expressions { finder.visit(part) } }
        boundLater.unbind(downTo: outer)
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
    private mutating func visitPath(_ syntax: Syntax) {
        let steps = syntax.steps
        guard let first = steps.first else { return }
        if case .variable(let name) = first.core.kind {
            let path = steps.dropFirst().map(\.memberName).prefix { $0 != nil }.compactMap { $0 }
            addVariable(name, path: path, first.core)
            visitConditions(of: first)
        } else if case .string(let name) = first.core.kind {
            visitName(name, first.core)
            visitConditions(of: first)
        } else {
            visit(first)
        }
        for step in steps.dropFirst() { below { $0.visit(step) } }
    }

    /// What stands in brackets behind a step.
    private mutating func visitConditions(of step: Syntax) {
        switch step.kind {
        case .predicate(let inner, let condition):
            visitConditions(of: inner)
            below { $0.visit(condition) }
        case .focus(let inner, let name), .index(let inner, let name):
            visitConditions(of: inner)
            bound.bind(name)
        default: break
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
        if name == "$" || name.isEmpty && isAtTop {
            topLevel.append(JSONataTopLevelReference(name: "$" + name, offset: syntax.start))
        }
        guard !name.isEmpty, name != "$", !bound.contains(name) else { return }
        if isInFunction, boundLater.contains(name) { return }
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
        let outer = bound.count
        visit(&self)
        bound.unbind(downTo: outer)
    }
}

/// The names that are bound at a place, the innermost last.
private struct BoundNames {
    private var names: [String] = []
    /// How often each is bound: a scope may bind a name that one around it has.
    private var counts: [String: Int] = [:]

    var count: Int { names.count }

    func contains(_ name: String) -> Bool { counts[name] != nil }

    mutating func bind(_ name: String) {
        names.append(name)
        counts[name, default: 0] += 1
    }

    /// Leaves a scope, before which there were so many names.
    mutating func unbind(downTo count: Int) {
        while names.count > count {
            let name = names.removeLast()
            let others = counts[name, default: 1] - 1
            counts[name] = others > 0 ? others : nil
        }
    }
}

extension Syntax {
    /// The steps of a path.
    fileprivate var steps: [Syntax] {
        var (steps, rest): ([Syntax], Syntax) = ([], self)
        while case .dot(let left, let right) = rest.kind {
            steps.append(right)
            rest = left
        }
        return [rest] + steps.reversed()
    }

    /// The step without what stands in brackets behind it and without what is bound to it.
    fileprivate var core: Syntax {
        switch kind {
        case .predicate(let inner, _), .focus(let inner, _), .index(let inner, _): inner.core
        default: self
        }
    }

    /// The member that a step names; nil for any other step.
    fileprivate var memberName: String? {
        switch core.kind {
        case .name(let name), .string(let name): name
        default: nil
        }
    }
}
