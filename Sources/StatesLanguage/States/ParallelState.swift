import JSON

/// Runs several graphs of states side by side on the same input.
struct ParallelState: StateBehaviour {
    let name: String
    let transition: Transition
    let flow: DataFlow
    let parameters: PayloadTemplate?
    let branches: [StateGraph]
    let retriers: [Retrier]
    let catchers: [Catcher]

    init(named name: String, from reader: inout FieldReader, depth: Int) {
        self.name = name
        flow = reader.dataFlow(hasResult: true, hasSelector: true)
        parameters = reader.template(reader.language == .jsonata ? "Arguments" : "Parameters")
        reader.require("Branches")
        branches = reader.filledReaders("Branches").compactMap { branch in
            var branch = branch
            _ = branch.string("Comment")
            let graph = GraphDecoder(log: branch.log).decode(&branch, depth: depth + 1)
            branch.finish()
            return graph
        }
        retriers = reader.retriers()
        catchers = reader.catchers()
        transition = reader.transition()
    }

    var targets: [Int] { transition.targets + catchers.map(\.next) }
    var isTerminal: Bool { transition == .end }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        let input = scope.input
        defer { scope.input = input }
        scope.input = try flow.effectiveInput(scope)
        guard let parameters else { return .branches(input: scope.input) }
        return .branches(input: try parameters.evaluate(in: &scope))
    }

    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        try flow.exit(result, to: transition, &scope)
    }
}
