import JSON
import JSONata

/// The functions that Step Functions adds to JSONata, in the place of intrinsic functions.
enum StepFunctionsLibrary {
    static let functions: [JSONataFunction] = [
        define("partition", "<a-n:a<a>>") { arguments, _ throws(JSONataError) in
            guard let elements = arguments[0] else { return nil }
            return try apply(.arrayPartition, [elements, arguments[1] ?? .null])
        },
        define("range", "<nnn:a<n>>") { arguments, _ throws(JSONataError) in
            let range = try apply(.arrayRange, arguments.map { $0 ?? .null })
            // What it makes is a sequence, and one number in a sequence is that number.
            return range.array?.count == 1 ? range[0] : range
        },
        define("hash", "<x-s:s>") { arguments, _ throws(JSONataError) in
            guard let value = arguments[0] else { return nil }
            return try apply(.hash, [value, arguments[1] ?? .null])
        },
        define("random", "<n?:n>") { arguments, environment throws(JSONataError) in
            guard let seed = arguments[0]?.double else { return .double(environment.random()) }
            var random = SeededRandom(seed: seed.bitPattern)
            return .double(random.nextFraction())
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
        var random = SeededRandom(seed: 0)
        do throws(IntrinsicError) {
            return try function.apply(to: arguments, random: &random)
        } catch {
            throw JSONataError(code: "D3137", message: error.reason)
        }
    }
}
