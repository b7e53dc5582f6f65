extension MachineGraph {
    /// The graph as a Mermaid flowchart, for Markdown pages.
    ///
    /// - Parameter overlay: What to colour.
    public func mermaid(overlay: GraphOverlay? = nil) -> String {
        var writer = MermaidWriter(overlay: overlay)
        writer.write(self)
        return writer.text
    }
}

private struct MermaidWriter {
    let overlay: GraphOverlay?
    private var lines = ["flowchart TD"]
    private var depth = 1
    private var ids: [String: String] = [:]
    private var tones: [GraphOverlay.Tone: [String]] = [:]
    /// Mermaid styles links by their number.
    private var linkCount = 0
    private var reachedLinks: [Int] = []

    init(overlay: GraphOverlay?) {
        self.overlay = overlay
    }

    var text: String {
        var lines = lines
        let styles: [(GraphOverlay.Tone, String)] = [
            (.reached, "fill:#d9f2e3,stroke:#1b7f4d,color:#111"), (.failed, "fill:#fbdcdc,stroke:#b3261e,color:#111"),
            (.partly, "fill:#fdf0cc,stroke:#9a6b00,color:#111"), (.givenUp, "fill:#eceff3,stroke:#5b6675,color:#111"),
        ]
        for (tone, style) in styles {
            guard let nodes = tones[tone] else { continue }
            lines.append("    classDef \(tone.rawValue) \(style)")
            lines.append("    class \(nodes.joined(separator: ",")) \(tone.rawValue)")
        }
        if !reachedLinks.isEmpty {
            lines.append(
                "    linkStyle \(reachedLinks.map(String.init).joined(separator: ",")) stroke:#1b7f4d,stroke-width:3px")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    mutating func write(_ graph: MachineGraph) {
        let isRoot = graph.pointer.isEmpty
        for node in graph.nodes { write(node) }
        if isRoot, graph.nodes.indices.contains(graph.start) {
            add("start((\" \"))")
            link("start --> \(id(of: graph.nodes[graph.start]))", isReached: overlay.map { !$0.marks.isEmpty } ?? false)
        }
        for edge in graph.edges {
            let arrow = edge.kind == .catcher ? "-.->" : "-->"
            let label = edge.label.isEmpty ? "" : "|\"\(edge.label.shortened(to: 60).escapedForMermaid)\"|"
            link(
                "\(id(of: graph.nodes[edge.from])) \(arrow)\(label) \(id(of: graph.nodes[edge.to]))",
                isReached: overlay?.marks[edge.pointer] != nil)
        }
    }

    private mutating func link(_ line: String, isReached: Bool) {
        add(line)
        if isReached { reachedLinks.append(linkCount) }
        linkCount += 1
    }

    private mutating func write(_ node: MachineGraph.Node) {
        let id = id(of: node)
        let mark = overlay?.marks[node.pointer]
        if let mark { tones[mark.tone, default: []].append(id) }
        let label = ([node.name] + node.captions(mark)).map(\.escapedForMermaid).joined(separator: "<br>")
        guard !node.inner.isEmpty else {
            let (open, close) = Self.brackets(of: node.type)
            return add("\(id)\(open)\"\(label)\"\(close)")
        }
        add("subgraph \(id)[\"\(label)\"]")
        depth += 1
        for (position, graph) in node.inner.enumerated() {
            if node.inner.count > 1 {
                add("subgraph \(id)b\(position)[\" \"]")
                depth += 1
            }
            write(graph)
            if node.inner.count > 1 {
                depth -= 1
                add("end")
            }
        }
        depth -= 1
        add("end")
    }

    private static func brackets(of type: String) -> (String, String) {
        switch type {
        case "Choice": ("{", "}")
        case "Succeed", "Fail": ("([", "])")
        case "Wait": ("{{", "}}")
        case "Pass": ("(", ")")
        default: ("[", "]")
        }
    }

    private mutating func id(of node: MachineGraph.Node) -> String {
        if let id = ids[node.pointer] { return id }
        let id = "s\(ids.count)"
        ids[node.pointer] = id
        return id
    }

    private mutating func add(_ line: String) {
        lines.append(String(repeating: "    ", count: depth) + line)
    }
}

extension MachineGraph.Node {
    /// The lines below the name: what it does, how often it may be retried, what an overlay says.
    func captions(_ mark: GraphOverlay.Mark?) -> [String] {
        let kind = [type, detail].compactMap { $0 }.joined(separator: " · ").shortened(to: 40)
        let retry = retrierCount > 0 ? " ↻\(retrierCount)" : ""
        return [kind + retry] + (mark?.note.map { [$0] } ?? [])
    }
}

extension String {
    /// At most so many characters, with a mark where something is left out; no line breaks.
    func shortened(to length: Int) -> String {
        let line = String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return line.count > length ? line.prefix(length - 1) + "…" : line
    }

    /// Without anything that Mermaid, or HTML inside it, would take for its own.
    fileprivate var escapedForMermaid: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "#", "&", "<", ">", "`", "\\", "{", "}", "[", "]", "|", ";", "%", "*", "_", "~":
                text += "#\(scalar.value);"
            case _ where scalar.properties.generalCategory == .control: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
