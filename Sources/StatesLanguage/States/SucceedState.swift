import JSON

/// Ends its branch, or the execution, well.
struct SucceedState: StateBehaviour {
    let name: String
    let flow: DataFlow

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        flow = reader.dataFlow(hasResult: false, hasAssign: false)
    }

    var targets: [Int] { [] }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        scope.input = try flow.effectiveInput(scope)
        return .exit(try flow.exit(to: .end, &scope))
    }
}
