/// Finds the horizontal places of vertices whose order is fixed.
struct Coordinates {
    /// Sweeps over a common graph; a large one gets fewer, so that the work stays bounded.
    private static let sweeps = 80
    private static let work = 400_000

    /// By vertex, its centre in pixels from the left.
    private(set) var centres: [Double]

    init(_ layering: Layering, gap: Double) {
        centres = Array(repeating: 0, count: layering.vertices.count)
        for layer in layering.layers { pack(layer, layering, gap) }
        let sweeps = max(8, min(Self.sweeps, Self.work / max(1, layering.vertices.count)))
        for sweep in 0..<sweeps {
            let isDown = sweep.isMultiple(of: 2)
            // In the end both sides count, so that no layer leans to one of them.
            let isLast = sweep >= sweeps / 2
            let indices = isDown ? Array(layering.layers.indices) : layering.layers.indices.reversed()
            for index in indices {
                let layer = layering.layers[index]
                let wishes = layer.map { vertex in
                    wish(of: vertex, layering, above: isDown || isLast, below: !isDown || isLast)
                }
                settle(layer, wishes, layering, gap)
            }
        }
        let left = layering.vertices.indices.map { centres[$0] - layering.vertices[$0].size.width / 2 }.min() ?? 0
        for vertex in centres.indices { centres[vertex] -= left }
    }

    private mutating func pack(_ layer: [Int], _ layering: Layering, _ gap: Double) {
        var x = 0.0
        for (index, vertex) in layer.enumerated() {
            let width = layering.vertices[vertex].size.width
            if index > 0 { x += layering.gap(layer[index - 1], vertex, gap) }
            centres[vertex] = x + width / 2
            x += width
        }
    }

    /// Where a vertex would stand if it were alone: amid its neighbours.
    private func wish(
        of vertex: Int, _ layering: Layering, above: Bool, below: Bool
    ) -> (place: Double, weight: Double) {
        let own = layering.vertices[vertex]
        var (sum, weight) = (0.0, 0.0)
        for neighbour in (above ? own.above : []) + (below ? own.below : []) {
            sum += centres[neighbour.vertex] * neighbour.pull
            weight += neighbour.pull
        }
        return weight > 0 ? (sum / weight, weight) : (centres[vertex], 0.1)
    }

    /// The places nearest to the wishes that keep order and distances: least squares by pooling neighbours that would
    /// overlap (isotonic regression).
    private mutating func settle(
        _ layer: [Int], _ wishes: [(place: Double, weight: Double)], _ layering: Layering, _ gap: Double
    ) {
        var offsets: [Double] = []
        var offset = 0.0
        for (index, vertex) in layer.enumerated() {
            if index > 0 {
                let left = layering.vertices[layer[index - 1]]
                offset += (left.size.width + layering.vertices[vertex].size.width) / 2
                offset += layering.gap(layer[index - 1], vertex, gap)
            }
            offsets.append(offset)
        }
        var pools: [(place: Double, weight: Double, count: Int)] = []
        for (wish, offset) in zip(wishes, offsets) {
            var pool = (place: wish.place - offset, weight: wish.weight, count: 1)
            while let last = pools.last, last.place > pool.place {
                let weight = last.weight + pool.weight
                pool.place = (last.place * last.weight + pool.place * pool.weight) / weight
                pool.weight = weight
                pool.count += last.count
                pools.removeLast()
            }
            pools.append(pool)
        }
        var index = 0
        for pool in pools {
            for _ in 0..<pool.count {
                centres[layer[index]] = pool.place + offsets[index]
                index += 1
            }
        }
    }
}

extension Layering {
    /// The room between two neighbours of a layer; lines that pass may run closer together.
    fileprivate func gap(_ left: Int, _ right: Int, _ gap: Double) -> Double {
        let areLines = [left, right].allSatisfy { vertices[$0].isBend && vertices[$0].size.height == 0 }
        return areLines ? LayeredLayout.lineGap : gap
    }
}
