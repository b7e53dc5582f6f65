import JSON

/// Functions about the evaluation itself.
extension Library {
    static let control: [NativeFunction] = [
        function("error", "<s?:x>") { (_, arguments, _) throws(JSONataError) in
            throw .of(
                "D3137", fields: ["message": .string(arguments.argument(0).string ?? "$error() function evaluated")])
        },
        function("assert", "<bs?:x>") { (_, arguments, _) throws(JSONataError) in
            if case .bool(false) = arguments.argument(0) {
                let message = arguments.argument(1).string ?? "$assert() statement failed"
                throw .of("D3141", fields: ["message": .string(message)])
            }
            return .undefined
        },
        function("eval", "<sx?:x>", eval),
    ]

    @Sendable private static func eval(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let source = arguments.argument(0).string else { return .undefined }
        var input = context
        if !arguments.argument(1).isUndefined {
            input = arguments[1]
            if input.isArray { input = .sequence([input], .wrapsInput) }
        }
        let node: Node
        do throws(JSONataError) {
            try evaluator.spend(source.utf8.count)
            node = try evaluator.compile(source)
        } catch {
            throw .of("D3120", value: .string(error.message))
        }
        do throws(JSONataError) {
            return try evaluator.evaluate(node, input, Scope(in: evaluator.globals))
        } catch {
            if error.code == "U1001" { throw error }
            throw .of("D3121", value: .string(error.message))
        }
    }
}
