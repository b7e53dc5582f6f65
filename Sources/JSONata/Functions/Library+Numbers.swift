import Glibc
import JSON

/// Functions of numbers.
extension Library {
    static let numbers: [NativeFunction] = [
        function("floor", "<n-:n>") { (_, arguments, _) throws(JSONataError) in mapping(arguments) { $0.rounded(.down) }
        },
        function("ceil", "<n-:n>") { (_, arguments, _) throws(JSONataError) in mapping(arguments) { $0.rounded(.up) } },
        function("abs", "<n-:n>") { (_, arguments, _) throws(JSONataError) in mapping(arguments) { $0.magnitude } },
        function("round", "<n-n?:n>") { (_, arguments, _) throws(JSONataError) in
            mapping(arguments) { roundHalfEven($0, to: arguments.integer(1) ?? 0) }
        },
        function("sqrt", "<n-:n>") { (_, arguments, _) throws(JSONataError) in
            guard let number = arguments.argument(0).number else { return .undefined }
            guard number >= 0 else { throw .of("D3060", value: Value.number(number).json(), fields: ["index": 1]) }
            return .number(number.squareRoot())
        },
        function("power", "<n-n:n>") { (_, arguments, _) throws(JSONataError) in
            guard let base = arguments.argument(0).number else { return .undefined }
            let exponent = arguments.argument(1).number ?? .nan
            let power = pow(base, exponent)
            guard power.isFinite else {
                throw .of(
                    "D3061", value: arguments[0].json(),
                    fields: ["index": 1, "exp": arguments.argument(1).json() ?? .null])
            }
            return .number(power)
        },
        function("random", "<:n>") { (evaluator, _, _) throws(JSONataError) in
            .number(evaluator.environment.random())
        },
        function("formatBase", "<n-n?:s>", formatBase),
        function("formatNumber", "<n-so?:s>", formatNumber),
        function("formatInteger", "<n-s:s>") { (evaluator, arguments, _) throws(JSONataError) in
            guard let number = try arguments.argument(0).writableNumber() else { return .undefined }
            let picture = try evaluator.pictures.integer(arguments.argument(1).string ?? "")
            return .string(picture.format(number.rounded(.down)))
        },
        function("parseInteger", "<s-s:n>") { (evaluator, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            let picture = try evaluator.pictures.integer(arguments.argument(1).string ?? "")
            return picture.parse(text).map { .number($0) } ?? .undefined
        },
    ]

    private static func mapping(_ arguments: [Value], _ change: (Double) -> Double) -> Value {
        arguments.argument(0).number.map { .number(change($0)) } ?? .undefined
    }

    /// Rounds to a number of decimals as written, halves to the even neighbour.
    static func roundHalfEven(_ number: Double, to decimals: Int) -> Double {
        guard number.isFinite, decimals.magnitude <= 400 else { return decimals < 0 ? 0 : number }
        let decimal = Decimal(number)
        let count = decimal.exponent + decimals
        guard count < decimal.digits.count else { return number }
        let isHalf = count >= 0 && decimal.digits.count == count + 1 && decimal.digits[count] == 5
        let isEven = count <= 0 || decimal.digits[count - 1] % 2 == 0
        if count < 0 || isHalf && isEven { return decimal.truncated(toDigits: max(count, 0)).double }
        return decimal.rounded(toDigits: count).double
    }

    @Sendable private static func formatBase(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let number = try arguments.argument(0).writableNumber() else { return .undefined }
        let whole = roundHalfEven(number, to: 0)
        let radix = arguments.argument(1).number.map { roundHalfEven($0, to: 0) } ?? 10
        guard radix >= 2, radix <= 36 else { throw .of("D3100", value: Value.number(radix).json()) }
        return .string(text(of: whole, radix: radix))
    }

    private static func text(of whole: Double, radix: Double) -> String {
        if let integer = Int(exactly: whole) { return String(integer, radix: Int(radix)) }
        var (rest, digits) = (whole.magnitude, "")
        while rest >= 1 {
            digits = String(Int(rest.truncatingRemainder(dividingBy: radix)), radix: Int(radix)) + digits
            rest = (rest / radix).rounded(.down)
        }
        return (whole < 0 ? "-" : "") + digits
    }

    @Sendable private static func formatNumber(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let number = try arguments.argument(0).writableNumber() else { return .undefined }
        let text = arguments.argument(1).string ?? ""
        guard !arguments.argument(2).members.isEmpty else {
            return .string(try evaluator.pictures.number(text).format(number))
        }
        var symbols = NumberSymbols()
        for member in arguments.argument(2).members {
            if let text = member.value.string { symbols.set(member.key, to: text) }
        }
        return .string(try NumberPicture(parsing: text, symbols).format(number))
    }
}
