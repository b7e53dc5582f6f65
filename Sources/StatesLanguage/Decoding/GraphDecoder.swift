import JSON

/// Decodes a set of states: the machine's own, a branch's or an item processor's.
struct GraphDecoder {
    /// Graphs inside graphs; far more than anyone writes, and safe on any stack.
    static let maximumDepth = 32

    let log: IssueLog

    /// - Parameter reader: The object that holds `StartAt` and `States`; its other fields are the caller's.
    func decode(_ reader: inout FieldReader, depth: Int) -> StateGraph? {
        guard depth <= Self.maximumDepth else {
            reader.report(.schema, "States nest deeper than \(Self.maximumDepth)")
            return nil
        }
        let missing = ["StartAt", "States"].filter { !reader.has($0) }
        if !missing.isEmpty {
            reader.report(.schema, "These fields are required: [\(missing.joined(separator: ", "))]")
        }
        let startAt = reader.string("StartAt")
        guard let statesReader = reader.reader("States") else { return nil }
        let keys = statesReader.object.keys
        guard !keys.isEmpty else {
            reader.report(.schema, "Value cannot be empty", at: "States")
            return nil
        }
        let names = GraphNames(indices: Dictionary(zip(keys, 0...), uniquingKeysWith: { first, _ in first }))
        let faultsBefore = log.faultCount
        let states = statesReader.object.compactMap { member -> State? in
            let pointer = statesReader.place(member.key)
            check(name: member.key, at: pointer)
            guard let object = member.value.object else {
                log.report(.schema, "A state must be an object, not \(member.value.kind)", at: pointer)
                return nil
            }
            var stateReader = FieldReader(object, at: pointer, log: log, names: names)
            return State(named: member.key, from: &stateReader, depth: depth)
        }
        var start: Int?
        if let startAt {
            start = names.indices[startAt]
            if start == nil {
                reader.report(.missingTransitionTarget, "Missing 'Next' target: \(startAt)", at: "StartAt")
            }
        }
        guard let start, states.count == keys.count else { return nil }
        let graph = StateGraph(states: states, indices: names.indices, start: start, pointer: reader.pointer)
        // What leads where is only known when the states themselves are in order.
        if log.faultCount == faultsBefore {
            checkReachability(of: graph, statesAt: reader.place("States"), pointer: reader.pointer)
        }
        return graph
    }

    private func check(name: String, at pointer: String) {
        guard (1...80).contains(name.unicodeScalars.count) else {
            log.report(.schema, "State name must be 1 to 80 characters long", at: pointer)
            return
        }
        // Control characters break every log that shows the name.
        if name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            log.report(.schema, "State name must not contain control characters", at: pointer)
        }
    }

    private func checkReachability(of graph: StateGraph, statesAt place: String, pointer: String) {
        guard graph.states.contains(where: \.isTerminal) else {
            log.report(.missingEndState, "Workflow has no terminal state", at: pointer)
            return
        }
        var reached: Set<Int> = [graph.start]
        var open = [graph.start]
        while let index = open.popLast() {
            for target in graph.states[index].targets where reached.insert(target).inserted { open.append(target) }
        }
        for (index, state) in graph.states.enumerated() where !reached.contains(index) {
            log.report(
                .missingTransitionTarget, "State \"\(state.name)\" is not reachable.",
                at: place.appending(pointer: state.name))
        }
    }
}
