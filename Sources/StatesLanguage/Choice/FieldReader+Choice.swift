import JSON

extension FieldReader {
    /// Rules inside rules; far more than anyone writes.
    private static let maximumDepth = 64

    /// A rule of `Choices`, with its `Next`.
    mutating func choiceRule() -> ChoiceState.Rule? {
        require("Next")
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
        require("Condition")
        if let query = query("Condition") { return .query(query) }
        guard let value = take("Condition") else { return nil }
        if let constant = value.bool { return .constant(constant) }
        report(
            .schema, "Expected value of type Boolean", detail: "it is neither true, false nor a JSONata expression",
            at: "Condition")
        return nil
    }

    private mutating func choiceCondition(depth: Int) -> ChoiceCondition? {
        defer { finish() }
        _ = string("Comment")
        guard depth < Self.maximumDepth else {
            report(.tooDeeplyNested, "The conditions are too deeply nested: more than \(Self.maximumDepth) levels")
            return nil
        }
        guard let name = comparisonOperator() else { return nil }
        switch name {
        case "And", "Or":
            let conditions = filledReaders(name).compactMap { reader -> ChoiceCondition? in
                var reader = reader
                return reader.choiceCondition(depth: depth + 1)
            }
            return name == "And" ? .and(conditions) : .or(conditions)
        case "Not":
            guard var inner = reader(name), let condition = inner.choiceCondition(depth: depth + 1) else { return nil }
            return .not(condition)
        default:
            return Comparison.byFieldName[name].flatMap { comparison(name, $0) }
        }
    }

    /// The one field that says what the rule compares, or how it joins others.
    private mutating func comparisonOperator() -> String? {
        let joins = ["And", "Or", "Not"].filter { has($0) }
        let comparisons = object.keys.filter { Comparison.byFieldName[$0] != nil }
        if joins.count + (has("Variable") || !comparisons.isEmpty ? 1 : 0) == 1, joins.count == 1 { return joins[0] }
        if joins.isEmpty, comparisons.count == 1 { return comparisons[0] }
        for name in joins + comparisons + ["Variable"] { _ = take(name) }
        if joins.isEmpty, !comparisons.isEmpty {
            let list = comparisons.joined(separator: ", ")
            reportUnexpected(
                .schema, "There should only be one of the following fields: [\(list)]", at: comparisons[1])
        } else if joins.isEmpty, has("Variable") {
            // A field that nobody knows is told by itself, with the comparison that was meant.
            let known: Set = ["Variable", "Next", "Comment", "Assign"]
            guard object.keys.allSatisfy({ known.contains($0) }) else {
                for name in Comparison.byFieldName.keys { _ = take(name) }
                return nil
            }
            report(.schema, "This object should have only one comparison, such as 'StringEquals'")
        } else {
            report(
                .schema, "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]")
        }
        return nil
    }

    private func reportOperand(_ operand: JSON, of field: String, _ comparison: Comparison) {
        if comparison.operandType == "Timestamp", operand.string != nil {
            report(.schema, "String does not match RFC3339 timestamp", at: field)
        } else {
            let type = comparison.operandType == "Timestamp" ? "String" : comparison.operandType
            report(.schema, "Expected value of type \(type)", detail: "it is \(operand.kind)", at: field)
        }
    }

    /// Warns of a text that looks like a path in a field that takes it as it is.
    func checkPlain(_ text: String, in field: String) {
        guard language == .jsonPath, LikelyExpression.isPath(text) else { return }
        report(
            .noPath,
            "The value of '\(field)' looks like a JSONPath. Instead of '\(field)', use '\(field)Path' to evaluate it as a "
                + "JSONPath at runtime.", at: field)
    }

    private mutating func comparison(_ field: String, _ comparison: Comparison) -> ChoiceCondition? {
        guard let operand = take(field) else { return nil }
        require("Variable")
        let variable = path("Variable", isReference: true)
        guard comparison.accepts(operand) else {
            reportOperand(operand, of: field, comparison)
            return nil
        }
        if !comparison.isPath, let text = operand.string { checkPlain(text, in: field) }
        guard let variable else { return nil }
        guard comparison.isPath, let text = operand.string else {
            return .compare(variable: variable, comparison, .constant(operand))
        }
        return compile(path: text, at: place(field), isReference: true).map {
            .compare(variable: variable, comparison, .path($0))
        }
    }
}
