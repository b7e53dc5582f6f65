import JSON

/// The condition of a Choice rule.
indirect enum ChoiceCondition: Sendable {
    case and([ChoiceCondition])
    case or([ChoiceCondition])
    case not(ChoiceCondition)
    /// The condition of a rule in JSONata.
    case query(JSONataQuery)
    case constant(Bool)
    case compare(variable: PathExpression, Comparison, Operand)

    enum Operand: Sendable {
        case constant(JSON)
        case path(PathExpression)
    }

    /// Whether the condition holds.
    ///
    /// - Throws: A terminal failure when a path names nothing; only `IsPresent` may ask for what is not there.
    func holds(in scope: inout EvaluationScope) throws(Failure) -> Bool {
        switch self {
        case .and(let conditions):
            for condition in conditions where try !condition.holds(in: &scope) { return false }
            return true
        case .or(let conditions):
            for condition in conditions where try condition.holds(in: &scope) { return true }
            return false
        case .not(let condition):
            return try !condition.holds(in: &scope)
        case .query(let query):
            return try query.evaluate(.boolean, in: &scope).bool ?? false
        case .constant(let holds):
            return holds
        case .compare(let variable, let comparison, let operand):
            if comparison.kind == .test(.isPresent), case .constant(let expected) = operand {
                return isPresent(variable, in: scope) == expected.bool
            }
            let value = try value(of: variable, in: scope)
            switch operand {
            case .constant(let constant): return comparison.holds(value, constant)
            case .path(let path): return comparison.holds(value, try self.value(of: path, in: scope))
            }
        }
    }

    private func isPresent(_ variable: PathExpression, in scope: EvaluationScope) -> Bool {
        do {
            _ = try variable.evaluate(in: scope)
            return true
        } catch {
            return false
        }
    }

    private func value(of path: PathExpression, in scope: EvaluationScope) throws(Failure) -> JSON {
        do {
            return try path.evaluate(in: scope)
        } catch {
            throw .runtime(
                "Invalid path '\(path.text)': The choice state's condition path references an invalid value.")
        }
    }
}
