import JSON

/// Ends its branch, or the execution, with an error of its own.
struct FailState: StateBehaviour {
    let name: String
    let error: PayloadTemplate?
    let cause: PayloadTemplate?
    let language: QueryLanguage

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        language = reader.language
        error = Self.text("Error", from: &reader)
        cause = Self.text("Cause", from: &reader)
    }

    private static func text(_ field: String, from reader: inout FieldReader) -> PayloadTemplate? {
        if reader.language == .jsonPath { reader.checkExclusive([field, field + "Path"]) }
        if let query = reader.query(field) { return .query(query) }
        if let text = reader.string(field) {
            reader.checkPlain(text, in: field)
            return .literal(.string(text))
        }
        let expression = reader.expression(field + "Path")
        if case .intrinsic(let call)? = expression, !call.function.givesText {
            reader.report(
                .schema,
                "The value for the field must be a valid JSONPath or an intrinsic function expression that returns a "
                    + "string", at: field + "Path")
        }
        return expression
    }

    var targets: [Int] { [] }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        if language == .jsonPath { scope.inspection?.note(.afterInputPath, scope.input) }
        return .fail(
            Failure(
                error: try text(of: error, field: "ErrorPath", in: &scope),
                cause: try text(of: cause, field: "CausePath", in: &scope)))
    }

    private func text(
        of template: PayloadTemplate?, field: String, in scope: inout EvaluationScope
    ) throws(Failure) -> String? {
        guard let template else { return nil }
        if case .query(let query) = template { return try query.evaluate(.string, in: &scope).string }
        let value = try template.evaluate(in: &scope)
        guard let text = value.string else {
            throw .runtime("The \(field) field must refer to a string, but it is \(value.kind)")
        }
        return text
    }
}
