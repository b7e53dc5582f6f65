import JSON

/// Functions that call functions.
extension Library {
    static let higherOrder: [NativeFunction] = [
        function("map", "<af>", map),
        function("filter", "<af>", filter),
        function("single", "<af?>", single),
        function("reduce", "<afj?:j>", reduce),
        function("sort", "<af?:a>", sort),
    ]

    @Sendable private static func map(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (array, function) = (arguments.argument(0), arguments.argument(1))
        guard !array.isUndefined else { return .undefined }
        let elements = Elements(array)
        var results: [Value] = []
        for index in 0..<elements.count {
            let value = try evaluator.call(function, [elements[index], .number(Double(index)), array])
            if !value.isUndefined { results.append(value) }
        }
        return .sequence(results)
    }

    @Sendable private static func filter(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (array, function) = (arguments.argument(0), arguments.argument(1))
        guard !array.isUndefined else { return .undefined }
        let elements = Elements(array)
        var kept: [Value] = []
        for index in 0..<elements.count {
            let element = elements[index]
            let verdict = try evaluator.call(function, [element, .number(Double(index)), array])
            if try verdict.truth() { kept.append(element) }
        }
        return .sequence(kept)
    }

    @Sendable private static func single(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (array, function) = (arguments.argument(0), arguments.argument(1))
        guard !array.isUndefined else { return .undefined }
        let elements = Elements(array)
        var found: Value?
        for index in 0..<elements.count {
            let element = elements[index]
            if !function.isUndefined {
                let verdict = try evaluator.call(function, [element, .number(Double(index)), array])
                guard try verdict.truth() else { continue }
            }
            guard found == nil else { throw .of("D3138", fields: ["index": .int(index)]) }
            found = element
        }
        guard let found else { throw .of("D3139") }
        return found
    }

    @Sendable private static func reduce(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (array, function) = (arguments.argument(0), arguments.argument(1))
        guard !array.isUndefined else { return .undefined }
        guard let arity = function.function?.arity, arity >= 2 else {
            throw .of("D3050", fields: ["index": 1])
        }
        let elements = Elements(array)
        var (result, start) = (arguments.argument(2), 0)
        if result.isUndefined, elements.count > 0 { (result, start) = (elements[0], 1) }
        for index in start..<max(start, elements.count) {
            result = try evaluator.call(function, [result, elements[index], .number(Double(index)), array])
        }
        return result
    }

    @Sendable private static func sort(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (array, function) = (arguments.argument(0), arguments.argument(1))
        guard !array.isUndefined else { return .undefined }
        let elements = Elements(array).all
        guard elements.count > 1 else { return array }
        if !function.isUndefined {
            let sorted = try evaluator.mergeSort(elements) { (left, right) throws(JSONataError) in
                try evaluator.call(function, [left, right]).truth()
            }
            return .array(of: sorted)
        }
        let areNumbers = elements.allSatisfy { $0.number != nil }
        guard areNumbers || elements.allSatisfy({ $0.string != nil }) else { throw .of("D3070", fields: ["index": 1]) }
        let sorted = try evaluator.mergeSort(elements) { (left, right) throws(JSONataError) in
            if areNumbers { return (left.number ?? 0) > (right.number ?? 0) }
            let (left, right) = (left.string ?? "", right.string ?? "")
            try evaluator.spend(text: min(left.utf8.count, right.utf8.count))
            return right.precedesInUTF16(left)
        }
        return .array(of: sorted)
    }
}

extension Evaluator {
    /// Calls a function with as many of the arguments as it takes, and at least one.
    func call(_ function: Value, _ arguments: [Value]) throws(JSONataError) -> Value {
        let arity = function.function?.arity ?? 1
        return try apply(function, Array(arguments.prefix(max(arity, 1))), context: .undefined)
    }
}
