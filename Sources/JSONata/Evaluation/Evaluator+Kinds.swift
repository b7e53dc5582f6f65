extension Evaluator {
    /// The value of a node before predicates and grouping.
    func evaluateKind(_ node: Node, _ input: Value, _ scope: Scope) throws(JSONataError) -> Value {
        switch node.kind {
        case .path(let path): return try evaluatePath(path, node, input, scope)
        case .operation(let symbol, let left, let right):
            return try evaluate(symbol, left, right, node, input, scope)
        case .call(let call): return try evaluateCall(call, node, input, scope)
        case .condition(let condition, let then, let otherwise):
            if try evaluate(condition, input, scope).truth() { return try evaluate(then, input, scope) }
            if let otherwise { return try evaluate(otherwise, input, scope) }
            return .undefined
        case .block(let expressions):
            let inner = Scope(in: scope)
            var value = Value.undefined
            for expression in expressions { value = try evaluate(expression, input, inner) }
            return value
        case .array(let items): return try constructArray(items, node, input, scope)
        case .object(let grouping): return try group(input, grouping, scope)
        case .bind(let name, let right):
            let value = try evaluate(right, input, scope)
            scope.bind(name, value)
            return value
        case .lambda(let lambda): return try make(.lambda(lambda, scope, context: input))
        case .name(let name): return try lookup(name, in: input)
        case .variable(let name): return scope.lookup(name) ?? .undefined
        case .context: return unwrapped(input)
        case .literal(let value): return value
        default: return try evaluateRareKind(node, input, scope)
        }
    }

    private func evaluateRareKind(_ node: Node, _ input: Value, _ scope: Scope) throws(JSONataError) -> Value {
        switch node.kind {
        case .wildcard: return try wildcard(of: input)
        case .descendants: return try descendants(of: input)
        case .parent(let slot): return scope.lookup(slot.label) ?? .undefined
        case .regex(let pattern): return try make(.matcher(pattern))
        case .negate(let operand): return try negate(operand, node, input, scope)
        case .fallback(let kind, let left, let right):
            let value = try evaluate(left, input, scope)
            let isUsable =
                switch kind {
                case .falsy: try value.truth()
                case .undefined: !value.isUndefined
                }
            return isUsable ? value : try evaluate(right, input, scope)
        case .partial(let call): return try evaluatePartial(call, node, input, scope)
        case .apply(let left, let right): return try evaluateApply(left, right, node, input, scope)
        case .transform(let transform): return try make(.transform(transform, scope))
        case .sort(let terms): return .sequence(try sort(Elements(input).all, by: terms, node, scope))
        default: return .undefined
        }
    }

    /// The context itself, without the array that is put around an array of the input.
    func unwrapped(_ input: Value) -> Value {
        guard case .array(let array) = input, array.flags.contains(.wrapsInput) else { return input }
        return array.elements.first ?? .undefined
    }

    private func negate(
        _ operand: Node, _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        let value = try evaluate(operand, input, scope)
        if value.isUndefined { return .undefined }
        guard let number = try value.numeric() else {
            throw .of("D1002", position: node.position, token: node.token, value: value.json())
        }
        return .number(-number)
    }

    private func constructArray(
        _ items: [Node], _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        var elements: [Value] = []
        for item in items {
            let value = try evaluate(item, input, scope)
            let isConstructor = if case .array = item.kind { true } else { false }
            if value.isArray, !isConstructor {
                let inner = Elements(value)
                try spend(inner.count)
                elements.append(contentsOf: inner.all)
            } else if !value.isUndefined {
                elements.append(value)
            }
        }
        return try checked(.array(ArrayValue(elements, node.step.isConstructor ? .constructed : [])))
    }

    /// The members of a name: of an object, or of all objects in an array.
    func lookup(_ name: String, in input: Value) throws(JSONataError) -> Value {
        guard input.isArray else { return input.member(name) }
        var found: [Value] = []
        try collect(name, in: input, into: &found)
        return .sequence(found)
    }

    /// Collects the members of a name; arrays are taken apart.
    func collect(_ name: String, in input: Value, into found: inout [Value]) throws(JSONataError) {
        let elements = Elements(input)
        try spend(elements.count)
        for index in 0..<elements.count {
            let element = elements[index]
            if element.isArray {
                var inner: [Value] = []
                try collect(name, in: element, into: &inner)
                found += inner
                continue
            }
            let member = element.member(name)
            if member.isArray {
                found += Elements(member).all
            } else if !member.isUndefined {
                found.append(member)
            }
        }
    }

    private func wildcard(of input: Value) throws(JSONataError) -> Value {
        let input = unwrapped(input)
        var found: [Value] = []
        for value in input.isArray ? Elements(input).all : input.members.map(\.value) {
            try flatten(value, into: &found)
        }
        return .sequence(found)
    }

    private func flatten(_ value: Value, into found: inout [Value]) throws(JSONataError) {
        try spend(1)
        guard value.isArray else { return found.append(value) }
        for element in Elements(value).all { try flatten(element, into: &found) }
    }

    private func descendants(of input: Value) throws(JSONataError) -> Value {
        guard !input.isUndefined else { return .undefined }
        var found: [Value] = []
        try descend(input, into: &found)
        return .sequence(found)
    }

    private func descend(_ value: Value, into found: inout [Value]) throws(JSONataError) {
        try spend(1)
        if value.isArray {
            for element in Elements(value).all { try descend(element, into: &found) }
        } else {
            found.append(value)
            for member in value.members { try descend(member.value, into: &found) }
        }
    }
}
