import JSON

/// Passes its input on, or a fixed or computed result.
struct PassState: StateBehaviour {
    let name: String
    let transition: Transition
    let flow: DataFlow
    let parameters: PayloadTemplate?
    let result: JSON?

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        flow = reader.dataFlow(hasResult: true)
        let isJSONPath = reader.language == .jsonPath
        parameters = isJSONPath ? reader.template("Parameters") : nil
        result = isJSONPath ? reader.take("Result") : .none
        if let result { Self.checkStatic(result, in: reader) }
        transition = reader.transition()
    }

    /// `Result` is taken as it is, which its author may not have wanted.
    private static func checkStatic(_ result: JSON, in reader: FieldReader) {
        guard let key = result.likelyExpressionKey(in: "Result") else { return }
        reader.report(
            .passResultIsStatic,
            "The value of '\(key)' will not evaluate as a JSONPath or Intrinsic Function at runtime. Instead of 'Result', "
                + "use 'Parameters' to evaluate it as a JSONPath or Intrinsic Function at runtime.", at: "Result")
    }

    var targets: [Int] { transition.targets }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        if flow.language == .jsonata { return .exit(try flow.exit(to: transition, &scope)) }
        // A fixed result takes nothing from the input.
        if let result {
            scope.inspection?.note(.result, result)
            return .exit(try flow.exit(result, to: transition, &scope))
        }
        let input = scope.input
        var value = try flow.effectiveInput(scope)
        if let parameters {
            scope.input = value
            value = try parameters.evaluate(in: &scope)
            scope.input = input
        }
        scope.inspection?.note(.afterParameters, value)
        var exit = try flow.exit(value, to: transition, &scope)
        // A part of the input is no larger than the input, whose size was checked.
        if parameters == nil, flow.resultPath == .replaceInput { exit.isNewOutput = false }
        return .exit(exit)
    }
}

extension Transition {
    var targets: [Int] {
        if case .next(let index) = self { [index] } else { [] }
    }
}

extension JSON {
    /// The first key whose value a payload template would evaluate, or whose text looks as if its author thought so.
    ///
    /// - Parameter key: The key that the value itself stands under.
    fileprivate func likelyExpressionKey(in key: String) -> String? {
        switch self {
        case .string(let text): LikelyExpression.matches(text) ? key : nil
        case .array(let elements): elements.lazy.compactMap { $0.likelyExpressionKey(in: key) }.first
        case .object(let object):
            object.lazy.compactMap { member in
                member.key.hasSuffix(".$") ? member.key : member.value.likelyExpressionKey(in: member.key)
            }.first
        default: nil
        }
    }
}
