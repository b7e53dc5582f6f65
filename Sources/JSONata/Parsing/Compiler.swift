/// Turns what was written into what is evaluated: steps are gathered into paths, and each `%` finds its step.
struct Compiler {
    var names: Names

    /// The compiled form of a whole expression.
    mutating func compile(root: Syntax) throws(JSONataError) -> Node {
        let node = try compile(root)
        let isParent = if case .parent = node.kind { true } else { false }
        guard !isParent, node.openSlots.isEmpty else {
            throw .of("S0217", position: node.position, token: node.typeName)
        }
        return node
    }

    mutating func compile(_ syntax: Syntax) throws(JSONataError) -> Node {
        let node = try compileKind(of: syntax)
        if syntax.keepsArray { node.keepsArray = true }
        finish(node)
        return node
    }

    func finish(_ node: Node) {
        node.isPlain = !node.keepsArray && node.predicates.isEmpty && node.grouping == nil
    }

    func make(_ kind: Node.Kind, from syntax: Syntax) -> Node {
        Node(kind, position: syntax.position, token: syntax.token)
    }

    private mutating func compileKind(of syntax: Syntax) throws(JSONataError) -> Node {
        switch syntax.kind {
        case .name(let name): return fieldPath(name, syntax)
        case .variable(let name):
            return make(name.isEmpty ? .context : .variable(names.id(of: name)), from: syntax)
        case .string(let text): return make(.literal(.string(text)), from: syntax)
        case .number(let number): return make(.literal(.number(number)), from: syntax)
        case .literal(.null): return make(.literal(.null), from: syntax)
        case .literal(.bool(let value)): return make(.literal(.bool(value)), from: syntax)
        case .regex(let pattern): return make(.regex(pattern), from: syntax)
        case .wildcard: return make(.wildcard, from: syntax)
        case .descendants: return make(.descendants, from: syntax)
        case .placeholder: return make(.placeholder, from: syntax)
        case .parent: return make(.parent(AncestorSlot(label: names.label())), from: syntax)
        case .dot(let left, let right): return try dot(left, right, syntax)
        case .predicate(let left, let condition): return try predicate(left, condition, syntax)
        case .group(let left, let pairs): return try group(left, pairs, syntax)
        case .sort(let left, let terms): return try sort(left, terms, syntax)
        case .focus(let left, let name): return try focus(left, name, syntax)
        case .index(let left, let name): return try index(left, name, syntax)
        default: return try compileOperation(syntax)
        }
    }

    private mutating func compileOperation(_ syntax: Syntax) throws(JSONataError) -> Node {
        switch syntax.kind {
        case .bind(let name, let right):
            let value = try compile(right)
            return make(.bind(names.id(of: name), value), from: syntax).passingSlots(of: [value])
        case .operation(let symbol, let left, let right):
            let sides = [try compile(left), try compile(right)]
            return make(.operation(symbol, sides[0], sides[1]), from: syntax).passingSlots(of: sides)
        case .apply(let left, let right):
            let (left, right) = (try compile(left), try compile(right))
            let node = make(.apply(left, right), from: syntax)
            node.keepsArray = left.keepsArray || right.keepsArray
            return node
        case .negate(let operand): return try negate(operand, syntax)
        case .fallback(let kind, let left, let right):
            let sides = [try compile(left), try compile(right)]
            return make(.fallback(kind, sides[0], sides[1]), from: syntax).passingSlots(of: sides)
        case .condition(let condition, let then, let otherwise):
            let parts = [try compile(condition), try compile(then)]
            let last: Node? = if let otherwise { try compile(otherwise) } else { nil }
            return make(.condition(parts[0], then: parts[1], otherwise: last), from: syntax)
                .passingSlots(of: parts + (last.map { [$0] } ?? []))
        case .array(let items):
            let nodes = try compile(all: items)
            return make(.array(nodes), from: syntax).passingSlots(of: nodes)
        case .object(let pairs):
            let grouping = try grouping(pairs, syntax)
            return make(.object(grouping), from: syntax)
                .passingSlots(of: grouping.pairs.flatMap { [$0.key, $0.value] })
        default: return try compileFunction(syntax)
        }
    }

    private mutating func compileFunction(_ syntax: Syntax) throws(JSONataError) -> Node {
        switch syntax.kind {
        case .block(let expressions):
            let nodes = try compile(all: expressions)
            let node = make(.block(nodes), from: syntax).passingSlots(of: nodes)
            node.step.isConstructor = nodes.contains { $0.startsWithConstructor }
            return node
        case .call(let procedure, let arguments, let isPartial):
            let nodes = try compile(all: arguments)
            let target = try compile(procedure)
            let call = Call(procedure: target, arguments: nodes, name: target.calledName(in: names))
            return make(isPartial ? .partial(call) : .call(call), from: syntax).passingSlots(of: nodes)
        case .lambda(let parameters, let signature, let body):
            let ids = parameters.map { names.id(of: $0) }
            let body = try compile(body)
            markTailCalls(in: body)
            return make(.lambda(Lambda(parameters: ids, signature: signature, body: body)), from: syntax)
        case .transform(let pattern, let update, let delete):
            let parts = (try compile(pattern), try compile(update))
            let deletion: Node? = if let delete { try compile(delete) } else { nil }
            return make(.transform(Transform(pattern: parts.0, update: parts.1, delete: deletion)), from: syntax)
        default:
            throw .of("S0206", position: syntax.position, token: syntax.token)
        }
    }

    mutating func compile(all parts: [Syntax]) throws(JSONataError) -> [Node] {
        var nodes: [Node] = []
        for part in parts { nodes.append(try compile(part)) }
        return nodes
    }

    private mutating func negate(_ operand: Syntax, _ syntax: Syntax) throws(JSONataError) -> Node {
        let node = try compile(operand)
        if case .literal(.number(let number)) = node.kind, node.predicates.isEmpty {
            return make(.literal(.number(-number)), from: syntax)
        }
        return make(.negate(node), from: syntax).passingSlots(of: [node])
    }

    /// A call whose value is the value of the whole function can be made after the function has ended.
    private func markTailCalls(in body: Node) {
        guard body.isPlain else { return }
        switch body.kind {
        case .call: body.isTailCall = true
        case .condition(_, let then, let otherwise):
            markTailCalls(in: then)
            if let otherwise { markTailCalls(in: otherwise) }
        case .block(let expressions):
            if let last = expressions.last { markTailCalls(in: last) }
        default: break
        }
    }
}

extension Node {
    /// Takes over the `%` that the parts could not answer.
    func passingSlots(of parts: [Node]) -> Node {
        for part in parts { openSlots += part.slotsToAnswer }
        return self
    }

    /// The `%` in or below this node that a step before it has to answer.
    var slotsToAnswer: [AncestorSlot] {
        if case .parent(let slot) = kind { openSlots + [slot] } else { openSlots }
    }

    fileprivate var startsWithConstructor: Bool {
        if case .path(let path) = kind { return path.steps.first?.step.isConstructor ?? false }
        return step.isConstructor
    }

    fileprivate func calledName(in names: Names) -> String? {
        switch kind {
        case .variable(let id): names.all[Int(id)]
        case .path(let path): path.steps.first?.token
        case .literal: token
        default: nil
        }
    }

    /// What the reference calls this kind of node.
    var typeName: String {
        switch kind {
        case .path: "path"
        case .parent: "parent"
        case .variable, .context: "variable"
        case .name: "name"
        case .literal(.string): "string"
        case .literal(.number): "number"
        case .literal: "value"
        case .wildcard: "wildcard"
        case .descendants: "descendant"
        case .block: "block"
        case .call: "function"
        case .partial: "partial"
        case .lambda: "lambda"
        case .condition, .fallback: "condition"
        case .array, .object, .negate: "unary"
        case .sort: "sort"
        case .bind: "bind"
        case .apply: "apply"
        case .transform: "transform"
        case .regex: "regex"
        case .placeholder: "operator"
        case .operation: "binary"
        }
    }
}
