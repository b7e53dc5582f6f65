import JSON

/// The fields that shape a state's data around its work.
struct DataFlow: Sendable {
    var inputPath = PathField.whole
    var resultSelector: PayloadTemplate?
    var resultPath = ResultPath.replaceInput
    var outputPath = PathField.whole
    var assign: PayloadTemplate?

    /// The effective input: what `InputPath` leaves of the state's input.
    func effectiveInput(_ scope: EvaluationScope) throws(Failure) -> JSON {
        try inputPath.apply(in: scope)
    }

    /// The end of a state that made a result.
    ///
    /// - Parameter scope: Its input is the state's own, into which `ResultPath` puts the result.
    func exit(
        _ result: JSON, to transition: Transition, _ scope: inout EvaluationScope
    ) throws(Failure) -> StateExit {
        let input = scope.input
        defer { scope.input = input }
        var result = result
        if let resultSelector {
            scope.input = result
            result = try resultSelector.evaluate(in: &scope)
        }
        // Every expression of the state sees the variables as they were: Assign takes effect afterwards.
        var assigned: JSONObject?
        if let assign {
            scope.input = result
            assigned = try assign.evaluate(in: &scope).object
        }
        scope.input = try resultPath.combine(result, with: input)
        let output = try outputPath.apply(in: scope)
        return StateExit(output: output, transition: transition, assigned: assigned, isNewOutput: true)
    }
}

extension FieldReader {
    /// `InputPath`, `OutputPath` and, as far as the kind of state has them, the fields about its result.
    mutating func dataFlow(hasResult: Bool, hasSelector: Bool = false, hasAssign: Bool = true) -> DataFlow {
        var flow = DataFlow()
        flow.inputPath = pathField("InputPath")
        flow.outputPath = pathField("OutputPath")
        if hasSelector { flow.resultSelector = template("ResultSelector") }
        if hasResult { flow.resultPath = resultPath() }
        if hasAssign { flow.assign = assign() }
        return flow
    }
}
