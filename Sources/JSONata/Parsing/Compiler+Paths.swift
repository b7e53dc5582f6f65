import JSON

extension Compiler {
    func fieldPath(_ name: String, _ syntax: Syntax) -> Node {
        let step = make(.name(name), from: syntax)
        step.keepsArray = syntax.keepsArray
        finish(step)
        let path = Path([step])
        path.keepsSingleton = syntax.keepsArray
        return make(.path(path), from: syntax)
    }

    mutating func dot(_ left: Syntax, _ right: Syntax, _ syntax: Syntax) throws(JSONataError) -> Node {
        let (node, path) = asPath(try compile(left), syntax)
        let rest = try compile(right)
        if case .path(let tail) = rest.kind {
            path.steps += tail.steps
        } else {
            rest.step.stages += rest.predicates.map { .filter($0) }
            rest.predicates = []
            finish(rest)
            path.steps.append(rest)
        }
        for step in path.steps { try makeStep(step) }
        path.keepsSingleton = path.keepsSingleton || path.steps.contains { $0.keepsArray }
        for step in [path.steps.first, path.steps.last] {
            if let step, case .array = step.kind { step.step.isConstructor = true }
        }
        try resolveAncestry(of: node, path)
        return node
    }

    /// Strings are names within a path, and other literals no steps.
    private func makeStep(_ step: Node) throws(JSONataError) {
        guard case .literal(let value) = step.kind else { return }
        guard case .string(let name) = value else {
            throw .of("S0213", position: step.position, value: value.json())
        }
        step.kind = .name(name)
    }

    private func asPath(_ node: Node, _ syntax: Syntax) -> (Node, Path) {
        if case .path(let path) = node.kind { return (node, path) }
        let path = Path([node])
        let whole = make(.path(path), from: syntax)
        if case .parent(let slot) = node.kind { whole.openSlots = [slot] }
        return (whole, path)
    }

    mutating func predicate(
        _ left: Syntax, _ condition: Syntax, _ syntax: Syntax
    ) throws(JSONataError) -> Node {
        let node = try compile(left)
        let lastStep = node.lastStep
        let step = lastStep ?? node
        guard step.grouping == nil else {
            throw .of("S0209", position: syntax.position)
        }
        let predicate = try compile(condition)
        for slot in predicate.openSlots {
            if slot.level == 1 { try seek(slot, from: step) } else { slot.level -= 1 }
        }
        step.openSlots += predicate.slotsToAnswer
        if lastStep != nil { step.step.stages.append(.filter(predicate)) } else { step.predicates.append(predicate) }
        finish(step)
        return node
    }

    mutating func group(_ left: Syntax, _ pairs: [Syntax.Pair], _ syntax: Syntax) throws(JSONataError) -> Node {
        let node = try compile(left)
        guard node.grouping == nil else { throw .of("S0210", position: syntax.position) }
        node.grouping = try grouping(pairs, syntax)
        return node
    }

    mutating func grouping(_ pairs: [Syntax.Pair], _ syntax: Syntax) throws(JSONataError) -> Grouping {
        var grouping = Grouping(pairs: [], position: syntax.position)
        for pair in pairs {
            let key = try compile(pair.key)
            grouping.pairs.append((key, try compile(pair.value)))
        }
        return grouping
    }

    mutating func sort(
        _ left: Syntax, _ terms: [Syntax.SortTerm], _ syntax: Syntax
    ) throws(JSONataError) -> Node {
        let (node, path) = asPath(try compile(left), syntax)
        var compiled: [SortTerm] = []
        for term in terms {
            compiled.append(
                SortTerm(expression: try compile(term.expression), isDescending: term.isDescending))
        }
        path.steps.append(make(.sort(compiled), from: syntax).passingSlots(of: compiled.map(\.expression)))
        try resolveAncestry(of: node, path)
        return node
    }

    mutating func focus(_ left: Syntax, _ name: String, _ syntax: Syntax) throws(JSONataError) -> Node {
        let node = try compile(left)
        let step = node.lastStep ?? node
        guard step.step.stages.isEmpty, step.predicates.isEmpty else {
            throw .of("S0215", position: syntax.position)
        }
        if case .sort = step.kind { throw .of("S0216", position: syntax.position) }
        if syntax.keepsArray { step.keepsArray = true }
        finish(step)
        step.step.focus = names.id(of: name)
        step.step.isTuple = true
        return node
    }

    mutating func index(_ left: Syntax, _ name: String, _ syntax: Syntax) throws(JSONataError) -> Node {
        let (node, path) = asPath(try compile(left), syntax)
        guard let step = path.steps.last else { return node }
        step.step.stages += step.predicates.map { .filter($0) }
        step.predicates = []
        finish(step)
        let id = names.id(of: name)
        if step.step.stages.isEmpty { step.step.index = id } else { step.step.stages.append(.index(id)) }
        step.step.isTuple = true
        return node
    }
}

extension Node {
    /// The last step of a path; nil for what is no path.
    fileprivate var lastStep: Node? {
        if case .path(let path) = kind { path.steps.last } else { nil }
    }
}
