import JSON

/// All that an expression of a state can see, and the random numbers it may draw.
struct EvaluationScope: Sendable {
    /// What `$` stands for; in JSONata always the state's input.
    var input: JSON
    /// What `$states.result` stands for, once there is one.
    var result: JSON?
    /// What `$states.errorOutput` stands for, in a catcher.
    var errorOutput: JSON?
    /// What `$$` stands for.
    var context: ContextObject
    /// What `$name` stands for.
    var variables: [String: JSON]
    /// When the expression is evaluated.
    var now = Timestamp(seconds: 0)
    /// For `States.UUID` and `States.MathRandom`.
    var random: SeededRandom
    /// Is told what becomes of the data on the way; nil in executions.
    var inspection: StateInspection?

    /// The same scope with another value behind `$`.
    func with(input: JSON) -> EvaluationScope {
        var scope = self
        scope.input = input
        return scope
    }
}
