import JSON

/// Goes on where the first rule that holds says.
struct ChoiceState: StateBehaviour {
    struct Rule: Sendable {
        var condition: ChoiceCondition
        var next: Int
        var assign: PayloadTemplate?
        /// What a rule in JSONata passes on; nil for the state's input.
        var output: PayloadTemplate?
    }

    let name: String
    let flow: DataFlow
    let rules: [Rule]
    let defaultNext: Int?

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        flow = reader.dataFlow(hasResult: false)
        reader.require("Choices")
        rules = reader.filledReaders("Choices").compactMap { rule in
            var rule = rule
            return rule.choiceRule()
        }
        defaultNext = reader.target("Default")
    }

    var targets: [Int] { rules.map(\.next) + (defaultNext.map { [$0] } ?? []) }
    var isTerminal: Bool { false }

    /// The failure of a state without `Default` of which no rule holds.
    static let noRuleHolds = Failure.runtime(
        "Failed to transition out of the state. The state does not point to a next state.")

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        scope.input = try flow.effectiveInput(scope)
        for (position, rule) in rules.enumerated() where try rule.condition.holds(in: &scope) {
            var flow = flow
            // The state's own Assign and Output are for the way that its Default takes.
            flow.assign = rule.assign
            flow.output = rule.output
            return .exit(try flow.exit(to: .next(rule.next), &scope).decided(by: .rule(position)))
        }
        guard let defaultNext else {
            throw Self.noRuleHolds
        }
        return .exit(try flow.exit(to: .next(defaultNext), &scope).decided(by: .defaultRule))
    }
}

extension StateExit {
    fileprivate func decided(by choice: TraceEvent.Kind) -> StateExit {
        var exit = self
        exit.choice = choice
        return exit
    }
}
