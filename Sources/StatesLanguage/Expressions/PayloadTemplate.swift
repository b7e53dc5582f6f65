import JSON

/// A payload template: JSON in which members named `x.$` take their value from an expression.
indirect enum PayloadTemplate: Sendable {
    /// A part without expressions.
    case literal(JSON)
    case path(PathExpression, field: String)
    case intrinsic(IntrinsicCall)
    /// An expression of a state in JSONata.
    case query(JSONataQuery)
    case object([(key: String, value: PayloadTemplate)])
    case array([PayloadTemplate])

    /// The value with every expression replaced by what it gives.
    func evaluate(in scope: inout EvaluationScope) throws(Failure) -> JSON {
        switch self {
        case .literal(let value): return value
        case .path(let path, let field): return try path.value(forField: field, in: scope)
        case .intrinsic(let call): return try call.evaluate(in: &scope)
        case .query(let query): return try query.evaluate(in: &scope)
        case .object(let members):
            var object = JSONObject()
            for member in members { object[member.key] = try member.value.evaluate(in: &scope) }
            return .object(object)
        case .array(let elements):
            var values: [JSON] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try element.evaluate(in: &scope)) }
            return .array(values)
        }
    }

    var isLiteral: Bool {
        if case .literal = self { true } else { false }
    }
}
