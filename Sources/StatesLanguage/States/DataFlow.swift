import JSON

/// The fields that shape a state's data around its work.
struct DataFlow: Sendable {
    var inputPath = PathField.whole
    var resultSelector: PayloadTemplate?
    var resultPath = ResultPath.replaceInput
    var outputPath = PathField.whole
    var assign: PayloadTemplate?
    var language = QueryLanguage.jsonPath
    /// `Output` of a state in JSONata; nil for its result, or its input where it has none.
    var output: PayloadTemplate?

    /// Whether the state's result goes anywhere.
    var readsResult: Bool {
        language == .jsonata || resultPath != .discardResult || assign != nil
    }

    /// The effective input: what `InputPath` leaves of the state's input.
    func effectiveInput(_ scope: EvaluationScope) throws(Failure) -> JSON {
        let input = try inputPath.apply(in: scope)
        if language == .jsonPath { scope.inspection?.note(.afterInputPath, input) }
        return input
    }

    /// The end of a state that made a result.
    ///
    /// - Parameter scope: Its input is the state's own, into which `ResultPath` puts the result.
    func exit(
        _ result: JSON, to transition: Transition, _ scope: inout EvaluationScope
    ) throws(Failure) -> StateExit {
        if language == .jsonata { return try queriedExit(result, to: transition, &scope) }
        let input = scope.input
        defer { scope.input = input }
        var result = result
        if let resultSelector {
            scope.input = result
            result = try resultSelector.evaluate(in: &scope)
        }
        scope.inspection?.note(.afterResultSelector, result)
        // Every expression of the state sees the variables as they were: Assign takes effect afterwards.
        var assigned: JSONObject?
        if let assign {
            scope.input = result
            assigned = try assign.evaluate(in: &scope).object
        }
        scope.input = try resultPath.combine(result, with: input)
        scope.inspection?.note(.afterResultPath, scope.input)
        let output = try outputPath.apply(in: scope)
        return StateExit(output: output, transition: transition, assigned: assigned, isNewOutput: true)
    }
}

extension DataFlow {
    /// The end of a state that made no result: its input goes on, unless a field says otherwise.
    ///
    /// - Parameter scope: Its input is what `InputPath` left.
    func exit(to transition: Transition, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        if language == .jsonata { return try queriedExit(.none, to: transition, &scope) }
        let assigned = try assign?.evaluate(in: &scope).object
        return StateExit(output: try outputPath.apply(in: scope), transition: transition, assigned: assigned)
    }

    private func queriedExit(
        _ result: JSON?, to transition: Transition, _ scope: inout EvaluationScope
    ) throws(Failure) -> StateExit {
        scope.result = result
        let assigned = try assign?.evaluate(in: &scope).object
        let value = try output?.evaluate(in: &scope)
        return StateExit(
            output: value ?? result ?? scope.input, transition: transition, assigned: assigned,
            isNewOutput: value != nil || result != nil)
    }
}

extension FieldReader {
    /// `InputPath`, `OutputPath` and, as far as the kind of state has them, the fields about its result; in JSONata
    /// `Output` and `Assign`.
    mutating func dataFlow(hasResult: Bool, hasSelector: Bool = false, hasAssign: Bool = true) -> DataFlow {
        var flow = DataFlow()
        flow.language = language
        if language == .jsonata {
            // Only states with a selector get a result from somewhere else.
            available = hasSelector ? .result : []
            defer { available = [] }
            flow.output = queryTemplate("Output")
            if hasAssign { flow.assign = assign() }
            return flow
        }
        flow.inputPath = pathField("InputPath")
        flow.outputPath = pathField("OutputPath")
        if hasSelector { flow.resultSelector = template("ResultSelector") }
        if hasResult { flow.resultPath = resultPath() }
        if hasAssign { flow.assign = assign() }
        return flow
    }
}
