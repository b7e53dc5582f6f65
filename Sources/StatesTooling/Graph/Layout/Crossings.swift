/// Orders the vertices of each layer so that few links cross.
enum Crossings {
    private static let sweeps = 16

    /// Sweeps down and up, each layer by the barycentre of its neighbours, and keeps the best order seen.
    static func reduce(in layering: inout Layering) {
        var positions = Array(repeating: 0, count: layering.vertices.count)
        for layer in layering.layers { number(layer, &positions) }
        var best = (layers: layering.layers, crossings: count(in: layering, positions))
        for sweep in 0..<sweeps where best.crossings > 0 {
            let isDown = sweep.isMultiple(of: 2)
            let indices = isDown ? Array(layering.layers.indices) : layering.layers.indices.reversed()
            for index in indices {
                let keys = Dictionary(
                    uniqueKeysWithValues: layering.layers[index].map { vertex in
                        let neighbours = isDown ? layering.vertices[vertex].above : layering.vertices[vertex].below
                        return (vertex, barycentre(neighbours, positions) ?? Double(positions[vertex]))
                    })
                layering.layers[index].sort { (keys[$0] ?? 0, positions[$0]) < (keys[$1] ?? 0, positions[$1]) }
                number(layering.layers[index], &positions)
            }
            let crossings = count(in: layering, positions)
            if crossings < best.crossings { best = (layering.layers, crossings) }
        }
        layering.layers = best.layers
    }

    private static func number(_ layer: [Int], _ positions: inout [Int]) {
        for (position, vertex) in layer.enumerated() { positions[vertex] = position }
    }

    private static func barycentre(_ neighbours: [(vertex: Int, pull: Double)], _ positions: [Int]) -> Double? {
        guard !neighbours.isEmpty else { return nil }
        return neighbours.reduce(0.0) { $0 + Double(positions[$1.vertex]) } / Double(neighbours.count)
    }

    /// How many pairs of links cross: the inversions of the lower ends, read in the order of the upper ones.
    private static func count(in layering: Layering, _ positions: [Int]) -> Int {
        layering.layers.reduce(0) { sum, layer in
            var ends: [Int] = []
            for vertex in layer { ends += layering.vertices[vertex].below.map { positions[$0.vertex] }.sorted() }
            return sum + inversions(of: &ends)
        }
    }

    /// Counts by merging; sorts the numbers on the way.
    private static func inversions(of numbers: inout [Int]) -> Int {
        guard numbers.count > 1 else { return 0 }
        var (left, right) = (Array(numbers[..<(numbers.count / 2)]), Array(numbers[(numbers.count / 2)...]))
        var count = inversions(of: &left) + inversions(of: &right)
        var (first, second) = (0, 0)
        for index in numbers.indices {
            if second == right.count || (first < left.count && left[first] <= right[second]) {
                numbers[index] = left[first]
                first += 1
            } else {
                numbers[index] = right[second]
                second += 1
                count += left.count - first
            }
        }
        return count
    }
}
