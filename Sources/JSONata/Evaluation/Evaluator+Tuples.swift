extension Evaluator {
    /// A step that carries on the variables bound on the way.
    func evaluateTupleStep(
        _ step: Node, _ input: Value, _ tuples: [Tuple]?, _ scope: Scope
    ) throws(JSONataError) -> [Tuple] {
        if case .sort(let terms) = step.kind {
            let sorted = try sortTuples(terms, step, input, tuples, scope)
            return try apply(step.step.stages, to: sorted, scope)
        }
        var results: [Tuple] = []
        for tuple in tuples ?? Elements(input).all.map({ Tuple(value: $0) }) {
            let value = try evaluate(step, tuple.value, Scope(tuple, in: scope))
            guard !value.isUndefined else { continue }
            if case .tuples(let stream) = value {
                for (index, inner) in stream.tuples.enumerated() {
                    var merged = tuple
                    merged.value = inner.value
                    for binding in inner.bindings { merged.bind(binding.name, binding.value) }
                    results.append(bind(step, index, from: tuple, to: merged))
                }
            } else {
                let elements = Elements(value)
                for index in 0..<elements.count {
                    var result = tuple
                    if let focus = step.step.focus {
                        result.bind(focus, elements[index])
                    } else {
                        result.value = elements[index]
                    }
                    results.append(bind(step, index, from: tuple, to: result))
                }
            }
            try spend(results.count / 16)
        }
        try spend(results.count)
        return try apply(step.step.stages, to: results, scope)
    }

    private func bind(_ step: Node, _ index: Int, from tuple: Tuple, to result: Tuple) -> Tuple {
        var result = result
        if let name = step.step.index { result.bind(name, .number(Double(index))) }
        if let ancestor = step.step.ancestor { result.bind(ancestor.label, tuple.value) }
        return result
    }

    private func apply(_ stages: [Stage], to tuples: [Tuple], _ scope: Scope) throws(JSONataError) -> [Tuple] {
        var tuples = tuples
        for stage in stages {
            switch stage {
            case .filter(let predicate): tuples = try filter(tuples, by: predicate, scope)
            case .index(let name):
                for index in tuples.indices { tuples[index].bind(name, .number(Double(index))) }
            }
        }
        return tuples
    }

    private func sortTuples(
        _ terms: [SortTerm], _ step: Node, _ input: Value, _ tuples: [Tuple]?, _ scope: Scope
    ) throws(JSONataError) -> [Tuple] {
        if let tuples {
            return try sort(tuples, by: terms, step) { (tuple, term) throws(JSONataError) in
                try self.evaluate(term, tuple.value, Scope(tuple, in: scope))
            }
        }
        var sorted = try sort(Elements(input).all, by: terms, step, scope).map { Tuple(value: $0) }
        if let name = step.step.index {
            for index in sorted.indices { sorted[index].bind(name, .number(Double(index))) }
        }
        return sorted
    }
}
