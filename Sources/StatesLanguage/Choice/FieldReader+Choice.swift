import JSON

extension FieldReader {
    /// Rules inside rules; far more than anyone writes.
    private static let maximumDepth = 64

    /// A rule of `Choices`, with its `Next`.
    mutating func choiceRule() -> ChoiceState.Rule? {
        if !has("Next") { report(.schema, "These fields are required: [Next]") }
        let next = target("Next")
        let assign = assign()
        let output = language == .jsonata ? queryTemplate("Output") : nil
        let condition = language == .jsonata ? queriedCondition() : choiceCondition(depth: 0)
        guard let next, let condition else { return nil }
        return ChoiceState.Rule(condition: condition, next: next, assign: assign, output: output)
    }

    private mutating func queriedCondition() -> ChoiceCondition? {
        defer { finish() }
        _ = string("Comment")
        if !has("Condition") { report(.schema, "These fields are required: [Condition]") }
        if let query = query("Condition") { return .query(query) }
        guard let value = take("Condition") else { return nil }
        if let constant = value.bool { return .constant(constant) }
        report(.schema, "The value of 'Condition' must be true, false or a JSONata expression", at: "Condition")
        return nil
    }

    private mutating func choiceCondition(depth: Int) -> ChoiceCondition? {
        defer { finish() }
        _ = string("Comment")
        guard depth < Self.maximumDepth else {
            report(.schema, "Conditions nest deeper than \(Self.maximumDepth)")
            return nil
        }
        let operators = object.keys.filter {
            ["And", "Or", "Not"].contains($0) || Comparison.byFieldName[$0] != nil
        }
        guard operators.count == 1, let name = operators.first else {
            report(
                .schema,
                operators.isEmpty
                    ? "A rule needs a comparison, 'And', 'Or' or 'Not'"
                    : "A rule has exactly one operator, not [\(operators.joined(separator: ", "))]")
            for name in operators { _ = take(name) }
            _ = take("Variable")
            return nil
        }
        switch name {
        case "And", "Or":
            let conditions = readers(name).compactMap { reader -> ChoiceCondition? in
                var reader = reader
                return reader.choiceCondition(depth: depth + 1)
            }
            if object[name]?.array?.isEmpty == true { report(.schema, "Value cannot be empty", at: name) }
            return name == "And" ? .and(conditions) : .or(conditions)
        case "Not":
            guard var inner = reader(name), let condition = inner.choiceCondition(depth: depth + 1) else { return nil }
            return .not(condition)
        default:
            return Comparison.byFieldName[name].flatMap { comparison(name, $0) }
        }
    }

    private mutating func comparison(_ field: String, _ comparison: Comparison) -> ChoiceCondition? {
        guard let operand = take(field) else { return nil }
        if !has("Variable") { report(.schema, "These fields are required: [Variable]") }
        let variable = path("Variable")
        guard comparison.accepts(operand) else {
            report(.schema, "The value of '\(field)' is of the wrong type: \(operand.kind)", at: field)
            return nil
        }
        guard let variable else { return nil }
        guard comparison.isPath, let text = operand.string else {
            return .compare(variable: variable, comparison, .constant(operand))
        }
        return compile(path: text, at: place(field)).map {
            .compare(variable: variable, comparison, .path($0))
        }
    }
}
