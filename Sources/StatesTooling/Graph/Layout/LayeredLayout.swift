/// Places the vertices of a directed graph in layers, so that edges run downwards, seldom cross and stay clear of
/// vertices and of each other's labels (after Sugiyama, Tagawa and Toda).
struct LayeredLayout {
    struct Link {
        var from: Int
        var to: Int
        /// The room its label needs; nil for none. The label becomes a vertex, so that nothing can cover it.
        var label: Size?
        /// How hard it pulls its ends below each other.
        var weight = 1.0
    }

    /// Pixels between vertices side by side, and between layers.
    static let columnGap = 26.0
    static let layerGap = 34.0
    /// Pixels between ports of one vertex, at most.
    static let portGap = 18.0
    /// Pixels between lines that pass a layer side by side.
    static let lineGap = 2.0
    /// Pixels of vertices in one layer, about; more of them go into several.
    static let maximumWidth = 1800.0

    let sizes: [Size]
    let links: [Link]
    /// The room of the whole.
    private(set) var size = Size(width: 0, height: 0)
    /// The centre of the upper edge of each vertex.
    private(set) var tops: [Point] = []
    /// By link, the points it runs through; empty for a link from a vertex to itself.
    private(set) var routes: [[Point]] = []
    /// By link, the centre of its label.
    private(set) var labels: [Point?] = []

    /// - Parameter start: The vertex that everything begins at.
    init(sizes: [Size], links: [Link], start: Int) {
        self.sizes = sizes
        self.links = links
        guard !sizes.isEmpty else { return }
        var layering = Layering(sizes: sizes, links: links, start: start)
        Crossings.reduce(in: &layering)
        let x = Coordinates(layering, gap: Self.columnGap).centres
        place(layering, x)
    }

    private mutating func place(_ layering: Layering, _ x: [Double]) {
        let heights = layering.layers.map { layer in layer.map { layering.vertices[$0].size.height }.max() ?? 0 }
        var layerTops: [Double] = []
        var y = 0.0
        for height in heights {
            layerTops.append(y)
            y += height + Self.layerGap
        }
        size.height = max(0, y - Self.layerGap)
        let right = layering.vertices.indices.map { x[$0] + layering.vertices[$0].size.width / 2 }.max() ?? 0
        size.width = right
        tops = sizes.indices.map { Point(x: x[$0], y: layerTops[layering.vertices[$0].layer]) }
        let ports = Ports(layering, x, gap: Self.portGap)
        for (index, chain) in layering.chains.enumerated() {
            guard let first = chain.first, let last = chain.last, chain.count > 1 else {
                routes.append([])
                labels.append(nil)
                continue
            }
            let (from, to) = (layering.vertices[first], layering.vertices[last])
            var points = [
                Point(x: ports.leaving[index], y: layerTops[from.layer] + from.size.height),
                Point(x: ports.leaving[index], y: layerTops[from.layer] + heights[from.layer]),
            ]
            for vertex in chain.dropFirst().dropLast() {
                let layer = layering.vertices[vertex].layer
                points.append(Point(x: x[vertex], y: layerTops[layer]))
                points.append(Point(x: x[vertex], y: layerTops[layer] + heights[layer]))
            }
            points.append(Point(x: ports.entering[index], y: layerTops[to.layer]))
            routes.append(layering.isReversed[index] ? points.reversed() : points)
            labels.append(
                layering.labelVertices[index].map { vertex in
                    let layer = layering.vertices[vertex].layer
                    return Point(x: x[vertex], y: layerTops[layer] + heights[layer] / 2)
                })
        }
    }
}

/// Where links leave and enter a vertex: side by side, in the order of where they go.
private struct Ports {
    private(set) var leaving: [Double]
    private(set) var entering: [Double]

    init(_ layering: Layering, _ x: [Double], gap: Double) {
        leaving = Array(repeating: 0, count: layering.chains.count)
        entering = leaving
        let links = layering.chains.indices.filter { layering.chains[$0].count > 1 }
        let chains = layering.chains
        for (vertex, group) in Dictionary(grouping: links, by: { chains[$0].first ?? 0 }) {
            let sorted = group.sorted { (x[chains[$0][1]], $0) < (x[chains[$1][1]], $1) }
            let places = Self.places(sorted.count, around: x[vertex], layering.vertices[vertex].size.width, gap)
            for (link, place) in zip(sorted, places) { leaving[link] = place }
        }
        for (vertex, group) in Dictionary(grouping: links, by: { chains[$0].last ?? 0 }) {
            let sorted = group.sorted { left, right in
                let (first, second) = (chains[left].dropLast().last ?? 0, chains[right].dropLast().last ?? 0)
                return (x[first], left) < (x[second], right)
            }
            let places = Self.places(sorted.count, around: x[vertex], layering.vertices[vertex].size.width, gap)
            for (link, place) in zip(sorted, places) { entering[link] = place }
        }
    }

    private static func places(_ count: Int, around centre: Double, _ width: Double, _ gap: Double) -> [Double] {
        let step = min(gap, max(0, width - 28) / Double(max(1, count - 1)))
        return (0..<count).map { centre + (Double($0) - Double(count - 1) / 2) * step }
    }
}
