import JSON

/// Functions that turn one type into another.
extension Library {
    static let conversions: [NativeFunction] = [
        function("string", "<x-b?:s>", arity: 1) { (evaluator, arguments, _) throws(JSONataError) in
            let value = arguments.argument(0)
            guard !value.isUndefined else { return .undefined }
            let isPretty = if case .bool(true) = arguments.argument(1) { true } else { false }
            return .string(try evaluator.text(of: value, isPretty: isPretty))
        },
        function("number", "<(nsb)-:n>", number),
        function("boolean", "<x-:b>") { (_, arguments, _) throws(JSONataError) in
            let value = arguments.argument(0)
            return value.isUndefined ? .undefined : .bool(try value.truth())
        },
        function("not", "<x-:b>") { (_, arguments, _) throws(JSONataError) in
            let value = arguments.argument(0)
            return value.isUndefined ? .undefined : .bool(!(try value.truth()))
        },
        function("exists", "<x:b>") { (_, arguments, _) throws(JSONataError) in
            .bool(!arguments.argument(0).isUndefined)
        },
        function("type", "<x:s>") { (_, arguments, _) throws(JSONataError) in
            switch arguments.argument(0).typeLetter {
            case "l": .string("null")
            case "b": .string("boolean")
            case "n": .string("number")
            case "s": .string("string")
            case "a": .string("array")
            case "o": .string("object")
            case "f": .string("function")
            default: .undefined
            }
        },
    ]

    @Sendable private static func number(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let value = arguments.argument(0)
        switch value {
        case .undefined: return .undefined
        case .number, .exact: return value
        case .bool(let value): return .number(value ? 1 : 0)
        case .string(let text):
            guard let number = parse(text), number.isFinite else {
                throw .of("D3030", value: .string(text), fields: ["index": 1])
            }
            return .number(number)
        default: throw .of("D3030", value: value.json(), fields: ["index": 1])
        }
    }

    /// A number as JSON writes it, or a whole one in hexadecimal, octal or binary.
    private static func parse(_ text: String) -> Double? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.lowercased().hasPrefix(prefix) {
            let digits = text.dropFirst(2)
            guard digits.utf8.first.map({ Character(Unicode.Scalar($0)).isHexDigit }) == true else { return nil }
            return UInt64(digits, radix: radix).map { Double($0) }
        }
        return hasNumberShape(text) ? Double(text) : nil
    }

    /// Digits with an optional sign, fraction and exponent; unlike in JSON, zeros may come first.
    private static func hasNumberShape(_ text: String) -> Bool {
        var rest = text.utf8[...]
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        func skipDigits() -> Bool {
            let digits = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(digits)
            return digits > 0
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        guard skipDigits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard skipDigits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard skipDigits() else { return false }
        }
        return rest.isEmpty
    }
}
