import JSON

/// Decodes a set of states: the machine's own, a branch's or an item processor's.
struct GraphDecoder {
    /// Graphs inside graphs; far more than anyone writes, and safe on any stack.
    static let maximumDepth = 32

    let log: IssueLog

    /// - Parameter reader: The object that holds `StartAt` and `States`; its other fields are the caller's.
    func decode(_ reader: inout FieldReader, depth: Int) -> StateGraph? {
        guard depth <= Self.maximumDepth else {
            for field in ["StartAt", "States"] { _ = reader.take(field) }
            reader.report(.tooDeeplyNested, "The states are too deeply nested: more than \(Self.maximumDepth) levels")
            return nil
        }
        reader.require("StartAt", "States")
        let startAt = reader.string("StartAt")
        guard let statesReader = reader.reader("States") else { return nil }
        let keys = statesReader.object.keys
        guard !keys.isEmpty else {
            reader.report(.schema, "Value cannot be empty", at: "States")
            return nil
        }
        let names = GraphNames(indices: Dictionary(zip(keys, 0...), uniquingKeysWith: { first, _ in first }))
        let states = statesReader.object.compactMap { member -> State? in
            let pointer = statesReader.place(member.key)
            check(name: member.key, at: pointer)
            guard let object = member.value.object else {
                log.report(.schema, "Expected value of type Object", detail: "it is \(member.value.kind)", at: pointer)
                return nil
            }
            var stateReader = FieldReader(object, at: pointer, log: log, names: names)
            return State(named: member.key, from: &stateReader, depth: depth)
        }
        let start = startAt.flatMap { names.indices[$0] }
        if let startAt, start == nil { reader.reportMissing(target: startAt, among: keys, at: "StartAt") }
        // Without a StartAt at all the service says nothing about the ways.
        if startAt != nil { checkWays(in: statesReader, start: start.map { keys[$0] }, depth: depth) }
        guard let start, states.count == keys.count else { return nil }
        return StateGraph(states: states, indices: names.indices, start: start, pointer: reader.pointer)
    }

    private func check(name: String, at pointer: String) {
        if !log.states.enter(name, at: pointer) {
            log.report(
                .duplicateStateName, "Duplicate State name: \(name)",
                suggestion: log.states.pointer(of: name).map { "The other one stands at \($0)." }, at: pointer,
                concernsKey: true)
        }
        guard (1...80).contains(name.unicodeScalars.count) else {
            let message =
                name.isEmpty
                ? "State name must be 1 to 80 characters long"
                : "Invalid State name: State '\(name)' exceeds the 80-character limit allowed by the service"
            log.report(.invalidStateName, message, at: pointer, concernsKey: true)
            return
        }
        // Control characters break every log that shows the name.
        if name.unicodeScalars.contains(where: \.isControl) {
            log.report(
                .invalidStateName, "State name must not contain control characters", at: pointer, concernsKey: true)
        }
    }

    /// Whether every state can be come to, and an end.
    private func checkWays(in states: FieldReader, start: String?, depth: Int) {
        guard let shape = GraphShape(states.object) else { return }
        guard shape.hasTerminalState else {
            let graph = String(states.pointer.dropLast("/States".count))
            log.report(
                .missingEndState, "Workflow has no terminal state",
                suggestion: "Give a state \"End\": true, or end in a Succeed or Fail state.", at: graph,
                location: depth == 0 ? .nowhere : .here)
            return
        }
        for name in shape.unreachableStates(from: start) {
            log.report(
                .missingTransitionTarget, "State \"\(name)\" is not reachable.", at: states.place(name),
                concernsKey: true)
        }
    }
}

extension Unicode.Scalar {
    /// Whether this is a control character: U+0000-001F or U+007F-009F.
    var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
