public import StatesLanguage

extension MachineGraph {
    /// The states that an execution visited and this machine does not have, in the order they were entered; those of
    /// another type count too. An execution with nothing but such states is of another machine.
    public func unknownStates(in trace: ExecutionTrace) -> [String] {
        let known = Set(descriptions)
        var seen: Set<String> = []
        return trace.visits.filter { !known.contains("\($0.type) \($0.state)") }.map(\.state)
            .filter { seen.insert($0).inserted }
    }

    private var descriptions: [String] {
        nodes.flatMap { node in ["\(node.type) \(node.name)"] + node.inner.flatMap(\.descriptions) }
    }
}
