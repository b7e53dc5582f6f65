/// A graph in layers: each link runs from a layer to the next, long ones through vertices put in between.
struct Layering {
    struct Vertex {
        var size: Size
        var layer: Int
        /// Neighbours in the layer above, and in the one below, with how hard they pull.
        var above: [(vertex: Int, pull: Double)] = []
        var below: [(vertex: Int, pull: Double)] = []
        /// Whether it was put in between.
        var isBend = false
    }

    private(set) var vertices: [Vertex]
    var layers: [[Int]] = []
    /// By link, the vertices it runs through from top to bottom; a single one for a link to itself.
    private(set) var chains: [[Int]] = []
    /// By link, whether it runs upwards: then it closes a cycle.
    private(set) var isReversed: [Bool]
    /// By link, the vertex that stands for its label.
    private(set) var labelVertices: [Int?] = []
    /// The vertices of layers that were too wide and became several.
    private var wrapped: Set<Int> = []

    init(sizes: [Size], links: [LayeredLayout.Link], start: Int) {
        vertices = sizes.map { Vertex(size: $0, layer: 0) }
        let order = DepthFirstOrder(count: sizes.count, links: links, start: start)
        isReversed = order.isBack
        rank(links, in: order.topological)
        wrap(order.visited, links)
        layers = Array(repeating: [], count: (vertices.map(\.layer).max() ?? 0) + 1)
        for vertex in order.visited { layers[vertices[vertex].layer].append(vertex) }
        for index in links.indices { addChain(links[index], index) }
    }

    /// The layer of a vertex is the length of the longest way to it; a label needs a layer of its own.
    private mutating func rank(_ links: [LayeredLayout.Link], in order: [Int]) {
        var leaving: [Int: [(to: Int, length: Int)]] = [:]
        for (index, link) in links.enumerated() where link.from != link.to {
            let (top, bottom) = isReversed[index] ? (link.to, link.from) : (link.from, link.to)
            leaving[top, default: []].append((bottom, link.label == nil ? 1 : 2))
        }
        for vertex in order {
            for (to, length) in leaving[vertex] ?? [] {
                vertices[to].layer = max(vertices[to].layer, vertices[vertex].layer + length)
            }
        }
    }

    /// Puts the vertices of a layer that is too wide into several rows, with a layer between them for labels: by turns, so
    /// that lines to the lower rows pass between the vertices of the upper ones.
    private mutating func wrap(_ order: [Int], _ links: [LayeredLayout.Link]) {
        var widths = vertices.map(\.size.width)
        for link in links { widths[link.to] = max(widths[link.to], link.label?.width ?? 0) }
        var byLayer: [[Int]] = Array(repeating: [], count: (vertices.map(\.layer).max() ?? 0) + 1)
        for vertex in order { byLayer[vertices[vertex].layer].append(vertex) }
        var shift = 0
        for layer in byLayer {
            let width = layer.reduce(0) { $0 + widths[$1] + LayeredLayout.columnGap }
            let rows = min(layer.count, max(1, Int((width / LayeredLayout.maximumWidth).rounded(.up))))
            for (position, vertex) in layer.enumerated() {
                vertices[vertex].layer += shift + 2 * (position % max(1, rows))
                if rows > 1 { wrapped.insert(vertex) }
            }
            shift += 2 * (max(1, rows) - 1)
        }
    }

    private mutating func addChain(_ link: LayeredLayout.Link, _ index: Int) {
        let (top, bottom) = isReversed[index] ? (link.to, link.from) : (link.from, link.to)
        guard top != bottom else {
            chains.append([top])
            labelVertices.append(nil)
            return
        }
        let between = (vertices[top].layer + 1)..<vertices[bottom].layer
        // A label stands near the state that it is a condition of.
        let labelLayer = isReversed[index] || wrapped.contains(bottom) ? between.last : between.first
        var chain = [top]
        var label: Int?
        for layer in between {
            let isLabel = layer == labelLayer && link.label != nil
            let size = isLabel ? link.label ?? Size(width: 6, height: 0) : Size(width: 6, height: 0)
            vertices.append(Vertex(size: size, layer: layer, isBend: true))
            layers[layer].append(vertices.count - 1)
            if isLabel { label = vertices.count - 1 }
            chain.append(vertices.count - 1)
        }
        chain.append(bottom)
        for (upper, lower) in zip(chain, chain.dropFirst()) {
            // Long lines are to be straight.
            let isBend = vertices[upper].isBend && vertices[lower].isBend
            let pull = link.weight * (isBend ? 8 : vertices[upper].isBend || vertices[lower].isBend ? 2 : 1)
            vertices[upper].below.append((lower, pull))
            vertices[lower].above.append((upper, pull))
        }
        chains.append(chain)
        labelVertices.append(label)
    }
}

/// A walk over a graph that finds the links which close cycles.
private struct DepthFirstOrder {
    private(set) var visited: [Int] = []
    private(set) var topological: [Int] = []
    private(set) var isBack: [Bool]

    init(count: Int, links: [LayeredLayout.Link], start: Int) {
        isBack = Array(repeating: false, count: links.count)
        var leaving: [[Int]] = Array(repeating: [], count: count)
        for (index, link) in links.enumerated() where link.from != link.to { leaving[link.from].append(index) }
        var isSeen = Array(repeating: false, count: count)
        var isOpen = isSeen
        // A stack of our own: a chain of states may be longer than the machine's.
        for root in [start] + Array(0..<count) where !isSeen[root] {
            var stack: [(vertex: Int, next: Int)] = [(root, 0)]
            isSeen[root] = true
            isOpen[root] = true
            visited.append(root)
            while let (vertex, next) = stack.last {
                guard next < leaving[vertex].count else {
                    stack.removeLast()
                    isOpen[vertex] = false
                    topological.append(vertex)
                    continue
                }
                stack[stack.count - 1].next += 1
                let link = leaving[vertex][next]
                let to = links[link].to
                if isOpen[to] { isBack[link] = true }
                if isSeen[to] { continue }
                isSeen[to] = true
                isOpen[to] = true
                visited.append(to)
                stack.append((to, 0))
            }
        }
        topological.reverse()
    }
}
