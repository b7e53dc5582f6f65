import JSON

/// Functions that make one value of many.
extension Library {
    static let aggregates: [NativeFunction] = [
        function("count", "<a:n>") { (_, arguments, _) throws(JSONataError) in
            let argument = arguments.argument(0)
            return .number(argument.isUndefined ? 0 : Double(Elements(argument).count))
        },
        aggregate("sum") { numbers in numbers.reduce(0, +) },
        aggregate("max") { numbers in numbers.max() },
        aggregate("min") { numbers in numbers.min() },
        aggregate("average") { numbers in
            numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        },
    ]

    private static func aggregate(
        _ name: String, _ fold: @escaping @Sendable ([Double]) -> Double?
    ) -> NativeFunction {
        function(name, "<a<n>:n>") { (evaluator, arguments, _) throws(JSONataError) in
            guard !arguments.argument(0).isUndefined else { return .undefined }
            let elements = Elements(arguments[0])
            try evaluator.spend(elements.count)
            return fold(elements.all.compactMap(\.number)).map { .number($0) } ?? .undefined
        }
    }
}
