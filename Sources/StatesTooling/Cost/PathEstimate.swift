/// How many transitions the ways through a machine take on which nothing fails.
public struct PathEstimate: Hashable, Sendable {
    /// Transitions of the shortest way.
    public let shortest: Int
    /// Transitions of the longest way that was found that passes no state twice. Where ``hasLoop`` is true, there may be
    /// longer ones of that kind too: to find the longest would take too long.
    public let longest: Int
    /// Whether a way may pass states again, and so be longer.
    public let hasLoop: Bool

    /// Counts the ways through a graph.
    ///
    /// - Parameters:
    ///   - graph: The machine.
    ///   - items: How many items each Map state is taken to have. Those of a distributed Map run as executions of their
    ///     own and do not count.
    public init(_ graph: MachineGraph, items: Int) {
        var walk = PathWalk(graph, items: items)
        guard graph.nodes.indices.contains(graph.start) else {
            (shortest, longest, hasLoop) = (0, 0, false)
            return
        }
        let way = walk.measure()
        (shortest, longest) = (way.shortest, way.longest)
        hasLoop = walk.hasLoop
    }
}

/// Counts the ways through one graph, those inside its states included.
private struct PathWalk {
    private let graph: MachineGraph
    private let leaving: [[Int]]
    private let own: [(shortest: Int, longest: Int)]
    private(set) var hasLoop: Bool

    init(_ graph: MachineGraph, items: Int) {
        self.graph = graph
        var leaving: [[Int]] = Array(repeating: [], count: graph.nodes.count)
        for edge in graph.edges where edge.kind != .catcher { leaving[edge.from].append(edge.to) }
        self.leaving = leaving
        var (own, hasLoop): ([(shortest: Int, longest: Int)], Bool) = ([], false)
        for node in graph.nodes {
            let inner = node.inner.map { PathEstimate($0, items: items) }
            let times = node.type == "Map" ? (node.isDistributed ? 0 : items) : 1
            hasLoop = hasLoop || inner.contains(where: \.hasLoop)
            own.append(
                (
                    Self.sum(inner.map(\.shortest), times: times), Self.sum(inner.map(\.longest), times: times)
                ))
        }
        (self.own, self.hasLoop) = (own, hasLoop)
    }

    private static func sum(_ counts: [Int], times: Int) -> Int {
        let sum = counts.reduce(1) { sum, count in
            let (product, overflows) = count.multipliedReportingOverflow(by: times)
            let (total, exceeds) = sum.addingReportingOverflow(product)
            return overflows || exceeds ? Int.max / 4 : min(total, Int.max / 4)
        }
        return sum
    }

    mutating func measure() -> (shortest: Int, longest: Int) {
        let longest = longest()
        return (shortest ?? longest, longest)
    }

    /// From the ends back to the start, so that a loop is no end; nil where no end can be reached.
    private var shortest: Int? {
        var entering: [[Int]] = Array(repeating: [], count: graph.nodes.count)
        for (from, targets) in leaving.enumerated() { for to in targets { entering[to].append(from) } }
        var distances: [Int?] = Array(repeating: nil, count: graph.nodes.count)
        var queue = graph.nodes.indices.filter { graph.nodes[$0].isEnd || leaving[$0].isEmpty }
        for end in queue { distances[end] = own[end].shortest }
        // States count differently, by what is inside them: one that is reached by a shorter way is looked at again.
        var position = 0
        while position < queue.count {
            let state = queue[position]
            position += 1
            for earlier in entering[state] {
                let distance = Self.sum([own[earlier].shortest - 1, distances[state] ?? 0], times: 1)
                guard distances[earlier].map({ distance < $0 }) ?? true else { continue }
                distances[earlier] = distance
                queue.append(earlier)
            }
        }
        return distances[graph.start]
    }

    /// Visits states after all that they lead to.
    private mutating func longest() -> Int {
        var done: [Int: Int] = [:]
        var isOpen: Set<Int> = [graph.start]
        var stack: [(state: Int, next: Int)] = [(graph.start, 0)]
        while let (state, next) = stack.last {
            guard next < leaving[state].count else {
                stack.removeLast()
                isOpen.remove(state)
                // What leads back is no part of a way that passes no state twice.
                let rest = leaving[state].compactMap { done[$0] }.max() ?? 0
                done[state] = Self.sum([own[state].longest - 1, rest], times: 1)
                continue
            }
            stack[stack.count - 1].next += 1
            let to = leaving[state][next]
            if isOpen.contains(to) { hasLoop = true }
            guard done[to] == nil, isOpen.insert(to).inserted else { continue }
            stack.append((to, 0))
        }
        return done[graph.start] ?? 0
    }
}

extension MachineGraph.Node {
    /// Whether its iterations are executions of their own.
    var isDistributed: Bool { type == "Map" && detail == "distributed" }
}
