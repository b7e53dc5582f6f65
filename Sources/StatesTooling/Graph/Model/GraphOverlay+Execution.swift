import JSON
public import StatesLanguage

extension GraphOverlay {
    /// The way an execution took: states with how often and how long, what failed, and the edges in between.
    public init(_ trace: ExecutionTrace, on graph: MachineGraph) {
        var path = ExecutionPath(trace)
        path.follow(0, in: graph)
        self.init(path.marks)
    }
}

/// Walks the strands of an execution along the graph.
private struct ExecutionPath {
    private struct Sum {
        var count = 0
        var time = Duration.zero
        var hasFailed = false
    }

    private let trace: ExecutionTrace
    private let strandsByVisit: [Int: [Int]]
    private var states: [String: Sum] = [:]
    private var edges: [String: Int] = [:]

    init(_ trace: ExecutionTrace) {
        self.trace = trace
        strandsByVisit = Dictionary(
            grouping: trace.strands.indices.filter { trace.strands[$0].parent != nil },
            by: { trace.strands[$0].parent ?? 0 })
    }

    mutating func follow(_ strand: Int, in graph: MachineGraph) {
        var previous: (node: Int, visit: Int)?
        for index in trace.strands[strand].visits {
            let visit = trace.visits[index]
            guard let node = graph.nodes.firstIndex(where: { $0.name == visit.state }) else { continue }
            note(visit, graph.nodes[node])
            if let previous, let edge = edge(from: previous, to: node, in: graph) {
                edges[edge.pointer, default: 0] += 1
            }
            previous = (node, index)
            for child in strandsByVisit[index] ?? [] {
                let first = trace.strands[child].visits.first.map { trace.visits[$0].state }
                let inner = graph.nodes[node].inner
                let branch = inner.first { $0.nodes.indices.contains($0.start) && $0.nodes[$0.start].name == first }
                if let branch = branch ?? inner.first { follow(child, in: branch) }
            }
        }
    }

    private mutating func note(_ visit: ExecutionTrace.Visit, _ node: MachineGraph.Node) {
        var sum = states[node.pointer] ?? Sum()
        sum.count += 1
        let end = visit.exited ?? visit.events.last ?? visit.entered
        if let first = trace.event(visit.entered), let last = trace.event(end) {
            sum.time += last.timestamp - first.timestamp
        }
        sum.hasFailed = visit.exited == nil && trace.events.last.map { $0.type.endStatus != .running } == true
        states[node.pointer] = sum
    }

    /// Of several edges between two states a catcher's counts only where the visit ended with an error.
    private func edge(from previous: (node: Int, visit: Int), to node: Int, in graph: MachineGraph) -> MachineGraph
        .Edge?
    {
        let candidates = graph.edges.filter { $0.from == previous.node && $0.to == node }
        let visit = trace.visits[previous.visit]
        let ending = visit.events.dropLast().last.flatMap { trace.event($0) }
        let isCaught = ending?.error != nil || ending?.type.rawValue.hasSuffix("StateFailed") == true
        return candidates.first { ($0.kind == .catcher) == isCaught } ?? candidates.first
    }

    var marks: [String: GraphOverlay.Mark] {
        var marks = states.mapValues { sum in
            let time = sum.time > .zero ? " · \(sum.time.shortText)" : ""
            return GraphOverlay.Mark(sum.hasFailed ? .failed : .reached, note: "\(sum.count)×\(time)")
        }
        for (pointer, count) in edges {
            marks[pointer] = GraphOverlay.Mark(.reached, note: count > 1 ? "\(count)×" : nil)
        }
        return marks
    }
}

extension Duration {
    /// Such as `350 ms`, `2.5 s`, `12 min` or `3.2 h`.
    var shortText: String {
        let (whole, attoseconds) = components
        let seconds = Double(whole) + Double(attoseconds) / 1e18
        func rounded(_ value: Double) -> String {
            let tenths = (value * 10).rounded() / 10
            return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
        }
        return switch seconds {
        case ..<1: "\(Int((seconds * 1000).rounded())) ms"
        case ..<120: "\(rounded(seconds)) s"
        case ..<7200: "\(rounded(seconds / 60)) min"
        default: "\(rounded(seconds / 3600)) h"
        }
    }
}
