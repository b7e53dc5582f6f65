import JSON

/// Lists what there is to cover in a definition, also inside branches and item processors, in its order.
struct CoveragePoints {
    /// Whether a rule of a Choice state also has to be seen not to hold.
    let countsFailedRules: Bool
    private(set) var points: [CoveragePoint] = []
    /// The pointers of retriers with `MaxAttempts` 0, whose use is to keep later ones from retrying.
    private(set) var neverRetrying: Set<String> = []

    init(of definition: JSON, countsFailedRules: Bool) {
        self.countsFailedRules = countsFailedRules
        addGraph(definition, at: "")
    }

    private mutating func addGraph(_ graph: JSON, at pointer: String) {
        for member in graph["States"]?.object ?? JSONObject() {
            addState(member.key, member.value, at: "\(pointer)/States".appending(pointer: member.key))
        }
    }

    private mutating func addState(_ name: String, _ state: JSON, at pointer: String) {
        func add(_ part: CoveragePoint.Part, _ detail: String = "") {
            points.append(CoveragePoint(state: name, statePointer: pointer, part: part, detail: detail))
        }
        add(.state)
        for (position, rule) in (state["Choices"]?.array ?? []).enumerated() {
            add(.rule(position), rule["Next"]?.string ?? "")
            if countsFailedRules { add(.failedRule(position)) }
        }
        if let target = state["Default"]?.string { add(.defaultRule, target) }
        for (position, entry) in (state["Retry"]?.array ?? []).enumerated() {
            add(.retrier(position), errors(of: entry))
            if entry["MaxAttempts"]?.int == 0 { neverRetrying.insert("\(pointer)/Retry/\(position)") }
        }
        for (position, entry) in (state["Catch"]?.array ?? []).enumerated() {
            add(.catcher(position), errors(of: entry))
        }
        for (position, branch) in (state["Branches"]?.array ?? []).enumerated() {
            addGraph(branch, at: "\(pointer)/Branches/\(position)")
        }
        for field in ["ItemProcessor", "Iterator"] {
            if let processor = state[field] { addGraph(processor, at: "\(pointer)/\(field)") }
        }
    }

    private func errors(of entry: JSON) -> String {
        (entry["ErrorEquals"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
    }
}
