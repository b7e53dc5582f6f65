import JSON

/// A call of an intrinsic function, such as `States.Format('Hello {}', $.name)`.
struct IntrinsicCall: Sendable {
    /// The call as it was written, for error texts.
    let text: String
    let function: IntrinsicFunction
    let arguments: [Argument]

    indirect enum Argument: Sendable {
        case literal(JSON)
        /// A string in quotes; the text between them is kept because the template of `States.Format` is read by itself.
        case string(value: String, raw: String)
        case path(PathExpression)
        case call(IntrinsicCall)
    }

    /// The function's value.
    func evaluate(in scope: inout EvaluationScope) throws(Failure) -> JSON {
        var values: [JSON] = []
        values.reserveCapacity(arguments.count)
        for (position, argument) in arguments.enumerated() {
            switch argument {
            case .literal(let value): values.append(value)
            case .string(let value, let raw):
                values.append(.string(function == .format && position == 0 ? raw : value))
            case .path(let path): values.append(try path.value(forField: text, in: scope))
            case .call(let call): values.append(try call.evaluate(in: &scope))
            }
        }
        do throws(IntrinsicError) {
            return try function.apply(to: values, random: &scope.random)
        } catch {
            throw .runtime("The function '\(text)' had the following error: \(error.reason)")
        }
    }
}

/// Why a function has no value for its arguments.
struct IntrinsicError: Error, Hashable, Sendable {
    var reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
