extension Evaluator {
    func evaluatePath(
        _ path: Path, _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        if path.steps.count == 1, !input.isArray, !path.keepsSingleton, node.grouping == nil,
            case .name(let name) = path.steps[0].kind, path.steps[0].isSimpleStep
        {
            let value = input.member(name)
            if !value.flags.contains(.sequence) { return value }
        }
        var walk = PathWalk(current: start(of: path, input))
        for (index, step) in path.steps.enumerated() {
            if step.step.isTuple { walk.isTuple = true }
            if index == 0, step.step.isConstructor, !walk.isTuple {
                walk.result = try evaluate(step, input, scope)
            } else if walk.isTuple {
                walk.tuples = try evaluateTupleStep(step, walk.current, walk.tuples, scope)
                walk.result = .undefined
            } else {
                walk.result = try evaluateStep(
                    step, Elements(walk.current), scope, isLast: index == path.steps.count - 1)
            }
            if !walk.isTuple, walk.result.isUndefined || Elements(walk.result).count == 0 { break }
            if step.step.focus == nil { walk.current = walk.result }
        }
        return try finish(walk, path, node, scope)
    }

    /// What a path hands from step to step.
    private struct PathWalk {
        var current: Value
        var result = Value.undefined
        var tuples: [Tuple]?
        var isTuple = false
    }

    private func start(of path: Path, _ input: Value) -> Value {
        guard let first = path.steps.first, input.isArray else { return .sequence([input]) }
        switch first.kind {
        case .variable, .context: return .sequence([input])
        default: return input
        }
    }

    private func finish(
        _ walk: PathWalk, _ path: Path, _ node: Node, _ scope: Scope
    ) throws(JSONataError) -> Value {
        var result = walk.result
        if walk.isTuple {
            let stream = TupleStream(walk.tuples ?? [])
            if let grouping = node.grouping { return try group(.tuples(stream), grouping, scope) }
            if path.isTuple { return .tuples(stream) }
            result = .sequence(stream.tuples.map(\.value))
        }
        if path.keepsSingleton, case .array(let array) = result {
            let isConstructed = array.flags.contains(.constructed) && !array.flags.contains(.sequence)
            result =
                isConstructed
                ? .sequence([result], .keepsSingleton)
                : .array(ArrayValue(array.elements, array.flags.union(.keepsSingleton)))
        }
        guard let grouping = node.grouping else { return result }
        return try group(result, grouping, scope)
    }

    /// One step over each value that came so far, arrays taken apart.
    private func evaluateStep(
        _ step: Node, _ input: Elements, _ scope: Scope, isLast: Bool
    ) throws(JSONataError) -> Value {
        if case .sort(let terms) = step.kind {
            let sorted = Value.sequence(try sort(input.all, by: terms, step, scope))
            return try filter(sorted, byStagesOf: step, scope)
        }
        var results: [Value] = []
        let name: String? = if step.isPlain, case .name(let name) = step.kind { name } else { nil }
        for index in 0..<input.count {
            var value =
                if let name { try lookup(name, in: input[index]).collapsed } else {
                    try evaluate(step, input[index], scope)
                }
            if !step.step.stages.isEmpty { value = try filter(value, byStagesOf: step, scope) }
            if !value.isUndefined { results.append(value) }
        }
        try spend(results.count)
        if isLast, results.count == 1, results[0].isArray, !results[0].flags.contains(.sequence) { return results[0] }
        return .sequence(try flattened(results))
    }

    private func flattened(_ results: [Value]) throws(JSONataError) -> [Value] {
        guard results.contains(where: \.isArray) else { return results }
        var flat: [Value] = []
        for result in results {
            if result.isArray, !result.flags.contains(.constructed) {
                let elements = Elements(result)
                try spend(elements.count)
                flat += elements.all
            } else {
                flat.append(result)
            }
        }
        return flat
    }

    private func filter(
        _ value: Value, byStagesOf step: Node, _ scope: Scope
    ) throws(JSONataError) -> Value {
        var value = value
        for stage in step.step.stages {
            if case .filter(let predicate) = stage { value = try filter(value, by: predicate, scope) }
        }
        return value
    }

    /// What a predicate leaves of a value.
    func filter(_ input: Value, by predicate: Node, _ scope: Scope) throws(JSONataError) -> Value {
        if case .tuples(let stream) = input {
            return .tuples(TupleStream(try filter(stream.tuples, by: predicate, scope)))
        }
        let elements = Elements(input)
        if case .literal(let value) = predicate.kind, predicate.isPlain, let number = value.number {
            guard let index = Self.index(number, in: elements.count) else { return .sequence([]) }
            let element = elements[index]
            if element.isArray { return element }
            return .sequence(element.isUndefined ? [] : [element])
        }
        var kept: [Value] = []
        for index in 0..<elements.count {
            let element = elements[index]
            let verdict = try evaluate(predicate, element, scope)
            if try keeps(verdict, index, of: elements.count) { kept.append(element) }
        }
        return .sequence(kept)
    }

    /// What a predicate leaves of a tuple stream.
    func filter(_ tuples: [Tuple], by predicate: Node, _ scope: Scope) throws(JSONataError) -> [Tuple] {
        if case .literal(let value) = predicate.kind, predicate.isPlain, let number = value.number {
            return Self.index(number, in: tuples.count).map { [tuples[$0]] } ?? []
        }
        var kept: [Tuple] = []
        for (index, tuple) in tuples.enumerated() {
            let verdict = try evaluate(predicate, tuple.value, Scope(tuple, in: scope))
            if try keeps(verdict, index, of: tuples.count) { kept.append(tuple) }
        }
        return kept
    }

    /// Whether the value of a predicate keeps the element: numbers are positions, all else is true or false.
    private func keeps(_ verdict: Value, _ index: Int, of count: Int) throws(JSONataError) -> Bool {
        if let number = try verdict.numeric() { return Self.index(number, in: count) == index }
        guard verdict.isArray else { return try verdict.truth() }
        let elements = Elements(verdict)
        let positions = elements.all.map(\.number)
        try spend(positions.count)
        guard positions.allSatisfy({ $0 != nil }) else { return try verdict.truth() }
        return positions.contains { $0.flatMap { Self.index($0, in: count) } == index }
    }

    /// The element that a number names; negative ones count from the end.
    private static func index(_ number: Double, in count: Int) -> Int? {
        guard let floor = Int(exactly: number.rounded(.down)) else { return nil }
        let index = floor < 0 ? count + floor : floor
        return index >= 0 && index < count ? index : nil
    }
}

extension Node {
    /// Whether a step only looks up its name.
    fileprivate var isSimpleStep: Bool { isPlain && step.stages.isEmpty && !step.isTuple }
}
