import JSON
import JSONata

/// The functions that Step Functions adds to JSONata, in the place of intrinsic functions.
enum StepFunctionsLibrary {
    /// How many elements `$range` may make: as many as JSONata's own `[1..n]`.
    private static let maximumRange = 10_000_000

    static let functions: [JSONataFunction] = [
        define("partition", "<a-n:a<a>>") { arguments, _ throws(JSONataError) in
            guard let elements = arguments[0] else { return nil }
            return try apply(.arrayPartition, [elements, arguments[1].map(truncated) ?? .null])
        },
        define("range", "<nnn:a<n>>") { arguments, _ throws(JSONataError) in
            let numbers = arguments.map { $0.map(truncated)?.int }
            guard let first = numbers[0], let last = numbers[1], let step = numbers[2] else {
                throw JSONataError(code: "D3137", message: "The arguments of $range must be numbers in range")
            }
            let range = try made { () throws(IntrinsicError) in
                try ArrayIntrinsics.range(from: first, through: last, step: step, maximum: maximumRange)
            }
            // What it makes is a sequence, and one number in a sequence is that number.
            return range.array?.count == 1 ? range[0] : range
        },
        define("hash", "<x-s:s>") { arguments, _ throws(JSONataError) in
            guard let value = arguments[0] else { return nil }
            return try apply(.hash, [value, arguments[1] ?? .null])
        },
        define("random", "<n?:n>") { arguments, environment throws(JSONataError) in
            guard let seed = arguments[0]?.double else { return .double(environment.random()) }
            return .double(JavaRandom.firstFraction(seed: truncated(.double(seed)).int ?? 0))
        },
        define("uuid", "<:s>") { _, environment throws(JSONataError) in
            var random = SeededRandom(seed: environment.random().bitPattern)
            return .string(random.nextUUID())
        },
        define("parse", "<s-:x>") { arguments, _ throws(JSONataError) in
            guard let text = arguments[0] else { return nil }
            return try apply(.stringToJSON, [text])
        },
    ]

    private static func define(
        _ name: String, _ signature: String,
        body: @escaping @Sendable ([JSON?], JSONataEnvironment) throws(JSONataError) -> JSON?
    ) -> JSONataFunction {
        do throws(JSONataError) {
            return try JSONataFunction(name: name, signature: signature, body: body)
        } catch {
            preconditionFailure("The signature of $\(name) is none: \(error)")
        }
    }

    /// The intrinsic function that does the same in JSONPath.
    private static func apply(_ function: IntrinsicFunction, _ arguments: [JSON]) throws(JSONataError) -> JSON {
        try made { () throws(IntrinsicError) in
            var random = SeededRandom(seed: 0)
            return try function.apply(to: arguments, random: &random)
        }
    }

    private static func made(_ value: () throws(IntrinsicError) -> JSON) throws(JSONataError) -> JSON {
        do throws(IntrinsicError) {
            return try value()
        } catch {
            throw JSONataError(code: "D3137", message: error.reason)
        }
    }

    /// A number without its fraction, as these functions read it; the intrinsic functions round.
    private static func truncated(_ value: JSON) -> JSON {
        guard let number = value.double, let whole = Int(exactly: number.rounded(.towardZero)) else { return value }
        return .int(value.int ?? whole)
    }
}
