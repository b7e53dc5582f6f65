/// A graph with a place for everything in it.
struct DrawnGraph {
    struct Node {
        var node: MachineGraph.Node
        /// The upper left corner.
        var origin: Point
        var size: Size
        /// The graphs inside, with their upper left corners.
        var inner: [(origin: Point, graph: DrawnGraph)]
    }

    struct Edge {
        /// nil for the ways from the start and to the end.
        var edge: BundledEdge?
        var points: [Point]
        var label: Point?
        /// The pointers of the states at its ends.
        var states: [String]
        /// Whether it leads to the end of the machine.
        var isToEnd = false
    }

    private(set) var size = Size(width: 0, height: 0)
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    /// The centre of the dot where it begins; nil for a graph without states.
    private(set) var start: Point?
    /// The centre of the dot where the machine ends.
    private(set) var end: Point?

    /// - Parameter overlay: What states say besides their names; it takes room.
    init(_ graph: MachineGraph, overlay: GraphOverlay?) {
        guard graph.nodes.indices.contains(graph.start) else { return }
        let inner = graph.nodes.map { node in node.inner.map { DrawnGraph($0, overlay: overlay) } }
        let sizes = zip(graph.nodes, inner).map { NodeBox(for: $0, overlay?.marks[$0.pointer], inner: $1).size }
        let dot = Size(width: DrawingStyle.dotRadius * 2, height: DrawingStyle.dotRadius * 2)
        let (startVertex, endVertex) = (sizes.count, sizes.count + 1)
        let bundles = BundledEdge.all(of: graph)
        var links = bundles.map { LayeredLayout.Link(from: $0.from, to: $0.to, label: $0.labelSize, weight: $0.weight) }
        links.append(LayeredLayout.Link(from: startVertex, to: graph.start, weight: 4))
        // Succeed and Fail are ends by themselves.
        let ends = graph.nodes.indices.filter {
            graph.nodes[$0].isEnd && !["Succeed", "Fail"].contains(graph.nodes[$0].type)
        }
        let hasEnd = graph.pointer.isEmpty && !ends.isEmpty
        if hasEnd { links += ends.map { LayeredLayout.Link(from: $0, to: endVertex) } }
        let layout = LayeredLayout(
            sizes: sizes.indices.map { Self.room(for: $0, sizes[$0], bundles) } + [dot] + (hasEnd ? [dot] : []),
            links: links, start: startVertex)
        size = layout.size
        for (index, node) in graph.nodes.enumerated() {
            let origin = Point(x: layout.tops[index].x - sizes[index].width / 2, y: layout.tops[index].y)
            let box = NodeBox(for: node, overlay?.marks[node.pointer], inner: inner[index])
            nodes.append(
                Node(node: node, origin: origin, size: sizes[index], inner: Array(zip(box.origins, inner[index]))))
        }
        for (index, link) in links.enumerated() {
            let edge = bundles.indices.contains(index) ? bundles[index] : nil
            let touched = [link.from, link.to].filter { graph.nodes.indices.contains($0) }.map {
                graph.nodes[$0].pointer
            }
            if let edge, edge.from == edge.to {
                edges.append(loop(edge, touched))
            } else {
                edges.append(
                    Edge(
                        edge: edge, points: layout.routes[index], label: layout.labels[index], states: touched,
                        isToEnd: hasEnd && link.to == endVertex))
            }
        }
        start = Self.centre(layout.tops[startVertex])
        if hasEnd { end = Self.centre(layout.tops[endVertex]) }
    }

    private static func centre(_ top: Point) -> Point { Point(x: top.x, y: top.y + DrawingStyle.dotRadius) }

    /// A state that may lead to itself needs room for the loop beside it.
    private static func room(for index: Int, _ size: Size, _ bundles: [BundledEdge]) -> Size {
        let loops = bundles.filter { $0.from == index && $0.to == index }
        let widest = loops.map { $0.labelSize?.width ?? 0 }.max()
        return Size(width: size.width + (widest.map { 2 * ($0 + DrawingStyle.loopWidth) } ?? 0), height: size.height)
    }

    private func loop(_ edge: BundledEdge, _ states: [String]) -> Edge {
        let node = nodes[edge.from]
        let (x, y) = (node.origin.x + node.size.width, node.origin.y + node.size.height / 2)
        let width = DrawingStyle.loopWidth
        let label = edge.labelSize.map { Point(x: x + width + $0.width / 2, y: y) }
        let points = [
            Point(x: x, y: y - 10), Point(x: x + width - 6, y: y - 10), Point(x: x + width - 6, y: y + 10),
            Point(x: x, y: y + 10),
        ]
        return Edge(edge: edge, points: points, label: label, states: states)
    }
}
