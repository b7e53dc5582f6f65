/// The edges of one kind between two states, drawn as one.
struct BundledEdge {
    let edges: [MachineGraph.Edge]
    let from: Int
    let to: Int
    let isCatcher: Bool

    /// The edges of a graph in bundles, in the order of the first of each.
    static func all(of graph: MachineGraph) -> [BundledEdge] {
        var order: [[Int]] = []
        var groups: [[Int]: [MachineGraph.Edge]] = [:]
        for edge in graph.edges {
            let key = [edge.from, edge.to, edge.kind == .catcher ? 1 : 0]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(edge)
        }
        return order.compactMap { groups[$0].flatMap(BundledEdge.init) }
    }

    private init?(_ edges: [MachineGraph.Edge]) {
        guard let first = edges.first else { return nil }
        self.edges = edges
        (from, to, isCatcher) = (first.from, first.to, first.kind == .catcher)
    }

    /// The conditions, as far as there is room; how many more there are, and whether it is the way for all else.
    var label: String {
        let labels = edges.map(\.label).filter { !$0.isEmpty }
        guard isCatcher else {
            let whole = labels.joined(separator: " or ")
            guard whole.count > DrawingStyle.labelLength, labels.count > 1, let first = labels.first else {
                return whole.shortened(to: DrawingStyle.labelLength)
            }
            let isOtherwise = edges.contains { $0.kind == .otherwise }
            let more = labels.count - (isOtherwise ? 2 : 1)
            let rest = (more > 0 ? " +\(more)" : "") + (isOtherwise ? " or otherwise" : "")
            return first.shortened(to: DrawingStyle.labelLength - rest.count) + rest
        }
        // A catcher for all says more than the list of what it also takes.
        let shown = labels.first { $0 == "any error" } ?? labels.first ?? ""
        return (labels.count > 1 && shown != "any error" ? "\(shown), …" : shown)
            .shortened(to: DrawingStyle.labelLength)
    }

    /// All conditions, a line each.
    var description: String {
        edges.map(\.label).joined(separator: "\n")
    }

    var labelSize: Size? {
        guard !label.isEmpty else { return nil }
        return Size(
            width: TextWidth.of(label, size: DrawingStyle.labelSize, isBold: true) + 10,
            height: DrawingStyle.labelHeight)
    }

    /// The usual way is drawn straight; errors go around.
    var weight: Double {
        isCatcher ? 0.5 : edges.contains { $0.kind == .next } ? 4 : 1.5
    }
}
