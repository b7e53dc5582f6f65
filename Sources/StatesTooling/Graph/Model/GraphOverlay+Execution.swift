import JSON
public import StatesLanguage

extension GraphOverlay {
    /// The way an execution took: states with how often and how long, what failed, and the edges in between.
    ///
    /// - Parameter decisions: What the machine decided (``Replay/decisions``): a history does not tell which of several
    ///   rules or catchers led to the same state. Without them all of these count as taken.
    public init(_ trace: ExecutionTrace, on graph: MachineGraph, decisions: [TraceEvent]? = nil) {
        var path = ExecutionPath(trace, decisions)
        path.follow(0, in: graph)
        self.init(path.marks)
        ends = path.ends
    }
}

/// Walks the strands of an execution along the graph.
private struct ExecutionPath {
    private struct Sum {
        var count = 0
        var retries = 0
        var time = Duration.zero
        var ends: Set<VisitEnd> = []
    }

    private let trace: ExecutionTrace
    private let strandsByVisit: [Int: [Int]]
    /// By the pointer of an edge, how often it was decided for; nil where that is not known.
    private let decided: [String: Int]?
    private var states: [String: Sum] = [:]
    private var edges: [String: Int] = [:]
    private(set) var ends: Set<String> = []

    init(_ trace: ExecutionTrace, _ decisions: [TraceEvent]?) {
        self.trace = trace
        strandsByVisit = Dictionary(
            grouping: trace.strands.indices.filter { trace.strands[$0].parent != nil },
            by: { trace.strands[$0].parent ?? 0 })
        decided = decisions.map { decisions in
            decisions.compactMap(\.edgePointer).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    mutating func follow(_ strand: Int, in graph: MachineGraph) {
        var previous: (node: Int, visit: Int)?
        for index in trace.strands[strand].visits {
            let visit = trace.visits[index]
            guard let node = graph.nodes.firstIndex(where: { $0.name == visit.state }) else { continue }
            note(visit, graph.nodes[node])
            if let previous {
                for edge in taken(from: previous, to: node, in: graph) { edges[edge.pointer, default: 0] += 1 }
            }
            previous = (node, index)
            for child in strandsByVisit[index] ?? [] {
                let first = trace.strands[child].visits.first.map { trace.visits[$0].state }
                let inner = graph.nodes[node].inner
                let branch = inner.first { $0.nodes.indices.contains($0.start) && $0.nodes[$0.start].name == first }
                if let branch = branch ?? inner.first { follow(child, in: branch) }
            }
        }
        if let previous, trace.visits[previous.visit].exited != nil, graph.nodes[previous.node].isEnd {
            ends.insert(graph.nodes[previous.node].pointer)
        }
    }

    private mutating func note(_ visit: ExecutionTrace.Visit, _ node: MachineGraph.Node) {
        var sum = states[node.pointer] ?? Sum()
        sum.count += 1
        sum.retries += trace.retries(of: visit)
        let end = visit.exited ?? visit.events.last ?? visit.entered
        if let first = trace.event(visit.entered), let last = trace.event(end) {
            sum.time += last.timestamp - first.timestamp
        }
        sum.ends.insert(trace.end(of: visit))
        states[node.pointer] = sum
    }

    /// The edges between two states that were taken: a catcher's only where the visit ended with an error.
    private func taken(
        from previous: (node: Int, visit: Int), to node: Int, in graph: MachineGraph
    ) -> [MachineGraph.Edge] {
        let candidates = graph.edges.filter { $0.from == previous.node && $0.to == node }
        let isCaught = trace.isCaught(trace.visits[previous.visit])
        let likely = candidates.filter { ($0.kind == .catcher) == isCaught }
        return likely.isEmpty ? Array(candidates.prefix(1)) : likely
    }

    var marks: [String: GraphOverlay.Mark] {
        var marks = states.mapValues { sum in
            let retries = sum.retries > 0 ? " · \(sum.retries) \(sum.retries == 1 ? "retry" : "retries")" : ""
            let time = sum.time > .zero ? " · \(sum.time.shortText)" : ""
            let tone: GraphOverlay.Tone =
                sum.ends.contains(.failed) ? .failed : sum.ends.contains(.givenUp) ? .givenUp : .reached
            return GraphOverlay.Mark(tone, note: "\(sum.count)×\(retries)\(time)")
        }
        for (pointer, count) in edges {
            // What was decided is exact; the way from state to state alone may mean several edges.
            let count = pointer.hasSuffix("/Next") ? count : decided.map { $0[pointer] ?? 0 } ?? count
            if count > 0 { marks[pointer] = GraphOverlay.Mark(.reached, note: count > 1 ? "\(count)×" : nil) }
        }
        return marks
    }
}

extension TraceEvent {
    /// The pointer of the edge that it decided for; nil for what is no such decision.
    fileprivate var edgePointer: String? {
        switch kind {
        case .rule(let index): "\(pointer)/Choices/\(index)"
        case .defaultRule: "\(pointer)/Default"
        case .catcher(let index): "\(pointer)/Catch/\(index)"
        default: nil
        }
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
