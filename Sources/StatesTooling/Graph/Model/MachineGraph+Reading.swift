public import JSON

extension MachineGraph {
    /// The graph of a definition; names that a deployment fills in may still be open.
    ///
    /// - Parameter source: A definition that is valid, as `Definition.issues(in:)` says. Of any other what can be drawn.
    public init(_ source: JSON) {
        self.init(source, at: "")
    }

    private init(_ source: JSON, at pointer: String) {
        self.pointer = pointer
        let states = source["States"]?.object ?? JSONObject()
        let place = pointer + "/States"
        let indices = Dictionary(zip(states.keys, 0...), uniquingKeysWith: { first, _ in first })
        nodes = states.map { Node(named: $0.key, $0.value, at: place.appending(pointer: $0.key)) }
        start = source["StartAt"]?.string.flatMap { indices[$0] } ?? 0
        for (index, state) in states.enumerated() {
            edges += Self.edges(of: state.value, index, at: nodes[index].pointer, indices)
        }
    }

    private static func edges(of state: JSON, _ from: Int, at pointer: String, _ indices: [String: Int]) -> [Edge] {
        var edges: [Edge] = []
        func add(_ name: JSON?, _ kind: Edge.Kind, _ field: String, _ label: String = "") {
            guard let to = name?.string.flatMap({ indices[$0] }) else { return }
            edges.append(Edge(from: from, to: to, kind: kind, pointer: pointer + "/" + field, label: label))
        }
        for (position, rule) in (state["Choices"]?.array ?? []).enumerated() {
            add(rule["Next"], .rule, "Choices/\(position)", ConditionLabel(rule).text)
        }
        add(state["Default"], .otherwise, "Default", "otherwise")
        if state["Type"] != "Choice" { add(state["Next"], .next, "Next") }
        for (position, catcher) in (state["Catch"]?.array ?? []).enumerated() {
            let names = (catcher["ErrorEquals"]?.array ?? []).compactMap(\.string)
            let more = names.count > 1 ? " +\(names.count - 1)" : ""
            let first = names.first == "States.ALL" ? "any error" : names.first ?? ""
            add(catcher["Next"], .catcher, "Catch/\(position)", first + more)
        }
        return edges
    }
}

extension MachineGraph.Node {
    fileprivate init(named name: String, _ state: JSON, at pointer: String) {
        self.pointer = pointer
        self.name = name
        type = state["Type"]?.string ?? "?"
        detail = Self.detail(of: state)
        retrierCount = state["Retry"]?.array?.count ?? 0
        isEnd = state["End"] == true || ["Succeed", "Fail"].contains(type)
        var inner = (state["Branches"]?.array ?? []).enumerated().map { position, branch in
            MachineGraph(branch, at: "\(pointer)/Branches/\(position)")
        }
        for field in ["ItemProcessor", "Iterator"] {
            if let processor = state[field] { inner.append(MachineGraph(processor, at: "\(pointer)/\(field)")) }
        }
        self.inner = inner
        let config = state["ItemProcessor"]?["ProcessorConfig"]
        let isDistributed = type == "Map" && config?["Mode"] == "DISTRIBUTED"
        distribution =
            isDistributed
            ? MachineGraph.Distribution(
                isExpress: config?["ExecutionType"] == "EXPRESS",
                itemsPerChild: max(1, state["ItemBatcher"]?["MaxItemsPerBatch"]?.int ?? 1)) : nil
    }

    private static func detail(of state: JSON) -> String? {
        switch state["Type"] {
        case "Task":
            // Of an ARN what follows region and account, without the words that all have.
            let parts = (state["Resource"]?.string ?? "").split(separator: ":", omittingEmptySubsequences: false)
            return parts.count > 5 ? parts[5...].joined(separator: ":") : parts.last.map(String.init)
        case "Wait":
            if let seconds = state["Seconds"] { return "\(seconds.plainText) s" }
            return ["SecondsPath", "Timestamp", "TimestampPath"].compactMap { state[$0]?.string }.first
        case "Fail": return state["Error"]?.string ?? state["ErrorPath"]?.string
        case "Map":
            return state["ItemProcessor"]?["ProcessorConfig"]?["Mode"] == "DISTRIBUTED" ? "distributed" : nil
        default: return nil
        }
    }
}
