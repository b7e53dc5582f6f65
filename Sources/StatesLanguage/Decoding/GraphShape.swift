import JSON

/// Which states of a graph lead where, read from the document: known even where the states themselves are faulty.
struct GraphShape {
    private static let endingTypes: Set<String> = ["Succeed", "Fail"]

    private let names: [String]
    private let targets: [String: [String]]
    /// Whether an execution can end in some state.
    let hasTerminalState: Bool

    /// - Returns: nil where a state does not say where it leads, so that nothing follows.
    init?(_ states: JSONObject) {
        var targets: [String: [String]] = [:]
        var hasTerminalState = false
        for member in states {
            guard let state = member.value.object, let led = Self.targets(of: state) else { return nil }
            targets[member.key] = led
            if Self.isTerminal(state) { hasTerminalState = true }
        }
        names = states.keys
        self.targets = targets
        self.hasTerminalState = hasTerminalState
    }

    /// The states that no way from the start comes to.
    ///
    /// - Parameter start: nil where it is not known; then the states that none leads to.
    func unreachableStates(from start: String?) -> [String] {
        guard let start else {
            let led = Set(targets.flatMap { name, targets in targets.filter { $0 != name } })
            return names.filter { !led.contains($0) }
        }
        var reached: Set<String> = [start]
        var open = [start]
        while let name = open.popLast() {
            for target in targets[name] ?? [] where reached.insert(target).inserted { open.append(target) }
        }
        return names.filter { !reached.contains($0) }
    }

    private static func isTerminal(_ state: JSONObject) -> Bool {
        state["End"]?.bool == true || state["Type"]?.string.map(endingTypes.contains) ?? false
    }

    private static func targets(of state: JSONObject) -> [String]? {
        guard let type = state["Type"]?.string, State.Kind(rawValue: type) != nil else { return nil }
        var targets: [String] = []
        for field in ["Choices", "Catch"] {
            for entry in state[field]?.array ?? [] {
                guard let target = entry["Next"]?.string else { return nil }
                targets.append(target)
            }
        }
        targets += ["Next", "Default"].compactMap { state[$0]?.string }
        let leads = !targets.isEmpty || isTerminal(state)
        return leads ? targets : nil
    }
}
