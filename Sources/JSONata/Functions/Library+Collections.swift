import JSON

/// Functions of arrays.
extension Library {
    static let collections: [NativeFunction] = [
        function("append", "<xx:a>") { (evaluator, arguments, _) throws(JSONataError) in
            let (left, right) = (arguments.argument(0), arguments.argument(1))
            if left.isUndefined { return right }
            if right.isUndefined { return left }
            try evaluator.spend(Elements(left).count + Elements(right).count)
            // Two single values make a sequence, as a path would.
            return left.isArray ? .appending(left, right) : .sequence(Elements(left).all + Elements(right).all)
        },
        function("reverse", "<a:a>") { (evaluator, arguments, _) throws(JSONataError) in
            let array = arguments.argument(0)
            guard !array.isUndefined, Elements(array).count > 1 else { return array }
            try evaluator.spend(Elements(array).count)
            return .array(of: Elements(array).all.reversed())
        },
        function("shuffle", "<a:a>", shuffle),
        function("distinct", "<x:x>", distinct),
        function("zip", "<a+>", zip),
    ]

    @Sendable private static func shuffle(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let array = arguments.argument(0)
        guard !array.isUndefined else { return .undefined }
        var elements = Elements(array).all
        try evaluator.spend(elements.count)
        for index in elements.indices.dropFirst() {
            let other = Int((evaluator.environment.random() * Double(index + 1)).rounded(.down))
            elements.swapAt(index, min(max(other, 0), index))
        }
        return .array(of: elements)
    }

    @Sendable private static func distinct(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let array = arguments.argument(0)
        guard array.isArray, Elements(array).count > 1 else { return array }
        var (kept, seen): ([Value], Set<JSON>) = ([], [])
        for element in Elements(array).all {
            let json = element.json() ?? .null
            try evaluator.spend(json.extent)
            if seen.insert(json).inserted || element.function != nil { kept.append(element) }
        }
        return .array(ArrayValue(kept, array.flags.intersection(.sequence)))
    }

    @Sendable private static func zip(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let arrays = arguments.map { $0.isUndefined ? Elements(.array(of: [])) : Elements($0) }
        let length = arrays.map(\.count).min() ?? 0
        try evaluator.spend(length * arrays.count)
        return .array(of: (0..<length).map { index in .array(of: arrays.map { $0[index] }) })
    }
}
