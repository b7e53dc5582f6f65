import JSON

extension Evaluator {
    func sort(
        _ values: [Value], by terms: [SortTerm], _ node: Node, _ scope: Scope
    ) throws(JSONataError) -> [Value] {
        try sort(values, by: terms, node) { (value, term) throws(JSONataError) in
            try self.evaluate(term, value, scope)
        }
    }

    /// Sorts by terms, the first one first; what no term tells apart keeps its order.
    func sort<Item>(
        _ items: [Item], by terms: [SortTerm], _ node: Node,
        _ key: (Item, Node) throws(JSONataError) -> Value
    ) throws(JSONataError) -> [Item] {
        guard items.count > 1 else { return items }
        // Each key is computed once, not for every comparison.
        var keyed: [(item: Item, keys: [Value])] = []
        for item in items {
            var keys: [Value] = []
            for term in terms { keys.append(try key(item, term.expression)) }
            keyed.append((item, keys))
        }
        return try mergeSort(keyed) { (left, right) throws(JSONataError) in
            try self.isAfter(left.keys, right.keys, terms, node)
        }.map(\.item)
    }

    private func isAfter(
        _ left: [Value], _ right: [Value], _ terms: [SortTerm], _ node: Node
    ) throws(JSONataError) -> Bool {
        for (index, term) in terms.enumerated() {
            switch (left[index].isUndefined, right[index].isUndefined) {
            case (true, true): continue
            case (true, false): return true
            case (false, true): return false
            case (false, false): break
            }
            let order = try order(left[index], right[index], node)
            if order != 0 { return term.isDescending ? order < 0 : order > 0 }
        }
        return false
    }

    private func order(_ left: Value, _ right: Value, _ node: Node) throws(JSONataError) -> Int {
        for value in [left, right] where value.number == nil && value.string == nil {
            throw .of("T2008", position: node.position, value: value.json())
        }
        if let left = left.number, let right = right.number { return left == right ? 0 : left < right ? -1 : 1 }
        if let left = left.string, let right = right.string {
            try spend(text: min(left.utf8.count, right.utf8.count))
            return left.isIdentical(to: right) ? 0 : left.precedesInUTF16(right) ? -1 : 1
        }
        throw .of(
            "T2007", position: node.position, value: left.json(), fields: ["value2": right.json() ?? .null])
    }

    /// Sorts stably, asking only whether the left of two belongs behind the right.
    func mergeSort<Item>(
        _ items: [Item], _ isAfter: (Item, Item) throws(JSONataError) -> Bool
    ) throws(JSONataError) -> [Item] {
        var (source, width) = (items, 1)
        while width < source.count {
            var merged: [Item] = []
            merged.reserveCapacity(source.count)
            var start = 0
            while start < source.count {
                let middle = min(start + width, source.count)
                let end = min(middle + width, source.count)
                var (left, right) = (start, middle)
                while left < middle, right < end {
                    try spend(1)
                    if try isAfter(source[left], source[right]) {
                        merged.append(source[right])
                        right += 1
                    } else {
                        merged.append(source[left])
                        left += 1
                    }
                }
                merged += source[left..<middle]
                merged += source[right..<end]
                start = end
            }
            source = merged
            width *= 2
        }
        return source
    }
}
