import JSON

extension Evaluator {
    /// Builds an object: each element says its keys, and all elements of a key are the context of its value.
    func group(_ input: Value, _ grouping: Grouping, _ scope: Scope) throws(JSONataError) -> Value {
        if case .tuples(let stream) = input { return try group(stream.tuples, grouping, scope) }
        var items = Elements(input).all
        // Nothing to group still makes an object of its own.
        if items.isEmpty { items = [.undefined] }
        return try group(items.map { Tuple(value: $0) }, grouping, scope)
    }

    private struct Group {
        var key: String
        var tuples: [Tuple]
        var pair: Int
    }

    private func group(_ tuples: [Tuple], _ grouping: Grouping, _ scope: Scope) throws(JSONataError) -> Value {
        var groups: [Group] = []
        var positions: [ExactText: Int] = [:]
        for tuple in tuples {
            let inner = tuple.bindings.isEmpty ? scope : Scope(tuple, in: scope)
            for (pair, (keyNode, _)) in grouping.pairs.enumerated() {
                let value = try evaluate(keyNode, tuple.value, inner)
                if value.isUndefined { continue }
                guard case .string(let key) = value else {
                    throw .of("T1003", position: grouping.position, value: value.json())
                }
                guard let position = positions[ExactText(key)] else {
                    positions[ExactText(key)] = groups.count
                    groups.append(Group(key: key, tuples: [tuple], pair: pair))
                    continue
                }
                guard groups[position].pair == pair else {
                    throw .of("D1009", position: grouping.position, value: .string(key))
                }
                groups[position].tuples.append(tuple)
            }
        }
        var members = OrderedMembers()
        for group in groups {
            let tuple = Tuple(merging: group.tuples)
            let inner = tuple.bindings.isEmpty ? scope : Scope(tuple, in: scope)
            let value = try evaluate(grouping.pairs[group.pair].value, tuple.value, inner)
            if !value.isUndefined { members[group.key] = value }
        }
        return try checked(.object(of: members))
    }
}

extension Tuple {
    /// One tuple with the values of all, side by side.
    fileprivate init(merging tuples: [Tuple]) {
        guard tuples.count > 1, let first = tuples.first else {
            self = tuples.first ?? Tuple(value: .undefined)
            return
        }
        self.init(value: .joined(tuples.map(\.value)))
        for binding in first.bindings {
            let values = tuples.compactMap { tuple in tuple.bindings.first { $0.name == binding.name }?.value }
            bind(binding.name, .joined(values))
        }
    }
}

extension Value {
    /// The elements of all values in one array.
    fileprivate static func joined(_ values: [Value]) -> Value {
        let present = values.filter { !$0.isUndefined }
        guard present.count != 1 else { return present[0] }
        return present.isEmpty ? .undefined : .array(of: present.flatMap { Elements($0).all })
    }
}
