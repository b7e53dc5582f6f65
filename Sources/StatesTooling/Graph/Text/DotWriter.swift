extension MachineGraph {
    /// The graph in the language of Graphviz.
    ///
    /// - Parameter overlay: What to colour.
    public func dot(overlay: GraphOverlay? = nil) -> String {
        var writer = DotWriter(overlay: overlay)
        writer.write(self)
        return writer.text
    }
}

private struct DotWriter {
    let overlay: GraphOverlay?
    private var lines: [String] = []
    private var depth = 1
    private var ids: [String: Int] = [:]

    init(overlay: GraphOverlay?) {
        self.overlay = overlay
    }

    var text: String {
        """
        digraph {
          compound=true rankdir=TB fontname="sans-serif"
          node [shape=box style="rounded,filled" fillcolor=white fontname="sans-serif" fontsize=11]
          edge [fontname="sans-serif" fontsize=9]
        \(lines.joined(separator: "\n"))
        }

        """
    }

    mutating func write(_ graph: MachineGraph) {
        for node in graph.nodes { write(node) }
        if graph.pointer.isEmpty, graph.nodes.indices.contains(graph.start) {
            add("start [shape=circle label=\"\" width=0.2 fillcolor=black]")
            add("start -> s\(id(of: graph.nodes[graph.start]))")
        }
        for edge in graph.edges {
            let (from, to) = (graph.nodes[edge.from], graph.nodes[edge.to])
            var attributes = edge.label.isEmpty ? [] : ["label=\(edge.label.shortened(to: 60).quotedForDot)"]
            if edge.kind == .catcher { attributes.append("style=dashed") }
            if overlay?.marks[edge.pointer] != nil { attributes.append("color=\"#1b7f4d\" penwidth=2.5") }
            if !from.inner.isEmpty { attributes.append("ltail=cluster\(id(of: from))") }
            if !to.inner.isEmpty { attributes.append("lhead=cluster\(id(of: to))") }
            add("s\(id(of: from)) -> s\(id(of: to)) [\(attributes.joined(separator: " "))]")
        }
    }

    private mutating func write(_ node: MachineGraph.Node) {
        let id = id(of: node)
        let mark = overlay?.marks[node.pointer]
        let label = ([node.name] + node.captions(mark)).joined(separator: "\n").quotedForDot
        let colour =
            switch mark?.tone {
            case .reached: "fillcolor=\"#d9f2e3\" color=\"#1b7f4d\""
            case .failed: "fillcolor=\"#fbdcdc\" color=\"#b3261e\""
            case .givenUp: "fillcolor=\"#eceff3\" color=\"#5b6675\""
            case .partly: "fillcolor=\"#fdf0cc\" color=\"#9a6b00\""
            case nil: ""
            }
        guard !node.inner.isEmpty else {
            let shape = node.type == "Choice" ? "shape=diamond" : node.type == "Fail" ? "peripheries=2" : ""
            return add("s\(id) [label=\(label) \(shape) \(colour)]")
        }
        add("subgraph cluster\(id) {")
        depth += 1
        // A cluster cannot have edges, so a node stands for it.
        add("s\(id) [label=\(label) shape=plaintext \(colour)]")
        for (position, graph) in node.inner.enumerated() {
            add("subgraph cluster\(id)_\(position) { style=dotted")
            depth += 1
            write(graph)
            depth -= 1
            add("}")
            if graph.nodes.indices.contains(graph.start) {
                add("s\(id) -> s\(self.id(of: graph.nodes[graph.start]))")
            }
        }
        depth -= 1
        add("}")
    }

    private mutating func id(of node: MachineGraph.Node) -> Int {
        if let id = ids[node.pointer] { return id }
        ids[node.pointer] = ids.count
        return ids.count - 1
    }

    private mutating func add(_ line: String) {
        lines.append(String(repeating: "  ", count: depth) + line)
    }
}

extension String {
    /// A quoted string of Graphviz; a line break becomes one there.
    fileprivate var quotedForDot: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case _ where scalar.properties.generalCategory == .control: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(text)\""
    }
}
