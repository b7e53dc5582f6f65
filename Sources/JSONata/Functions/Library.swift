/// The functions that every expression has.
enum Library {
    static let functions: [String: NativeFunction] = {
        let families = [
            texts, patterns, codings, numbers, aggregates, collections, objects, higherOrder, conversions, times,
            control,
        ]
        var functions: [String: NativeFunction] = [:]
        for function in families.joined() { functions[function.name] = function }
        return functions
    }()

    /// A function; its signature is ours and tested, so that one that cannot be read never gets here.
    static func function(
        _ name: String, _ signature: String, arity: Int? = nil, _ body: @escaping NativeFunction.Body
    ) -> NativeFunction {
        do throws(JSONataError) {
            return NativeFunction(name, try Signature(parsing: signature), arity: arity, body)
        } catch {
            return NativeFunction(name, nil) { (_, _, _) throws(JSONataError) in throw error }
        }
    }
}

extension [Value] {
    /// An argument; undefined where it is missing.
    func argument(_ index: Int) -> Value {
        index < count ? self[index] : .undefined
    }

    /// A number as a count: whole, and within reason.
    func integer(_ index: Int) -> Int? {
        guard let number = argument(index).number, !number.isNaN else { return nil }
        return Int(exactly: Swift.min(Swift.max(number, -1e15), 1e15).rounded(.down))
    }
}
