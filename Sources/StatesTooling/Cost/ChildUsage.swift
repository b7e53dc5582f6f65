/// What the child executions of a distributed Map use.
public struct ChildUsage: Hashable, Sendable {
    /// The name of the Map state.
    public let state: String
    /// How many child executions there are, in all its runs.
    public let executions: Int
    /// Transitions of each on the longest way on which nothing fails.
    public let transitions: Int
    /// Whether they are express workflows, which are charged by time.
    public let isExpress: Bool
    /// Whether the number of items is known, not assumed.
    public let isCounted: Bool

    /// The distributed Maps of a machine, those inside other states included, each run once.
    ///
    /// - Parameter items: How many items each is taken to have.
    public static func all(of graph: MachineGraph, items: Int) -> [ChildUsage] {
        maps(of: graph).map { ChildUsage($0, items: items, of: items, isCounted: false) }
    }

    /// The distributed Maps that an execution ran.
    ///
    /// - Parameter items: How many items those have of which the history does not tell.
    public static func all(of usage: ExecutionUsage, in graph: MachineGraph, items: Int) -> [ChildUsage] {
        maps(of: graph).compactMap { map in
            let runs = usage.mapRuns.filter { $0.state == map.name }
            guard !runs.isEmpty else { return nil }
            let isCounted = runs.allSatisfy { $0.items != nil }
            return ChildUsage(map, items: runs.reduce(0) { $0 + ($1.items ?? items) }, of: items, isCounted: isCounted)
        }
    }

    private static func maps(of graph: MachineGraph) -> [MachineGraph.Node] {
        graph.nodes.flatMap { node in (node.distribution == nil ? [] : [node]) + node.inner.flatMap(maps) }
    }

    /// - Parameter inner: How many items the Maps inside of each child are taken to have.
    private init(_ node: MachineGraph.Node, items: Int, of inner: Int, isCounted: Bool) {
        let size = node.distribution?.itemsPerChild ?? 1
        state = node.name
        executions = items / size + (items % size > 0 ? 1 : 0)
        transitions = node.inner.first.map { PathEstimate($0, items: inner).longest } ?? 0
        isExpress = node.distribution?.isExpress == true
        self.isCounted = isCounted
    }
}
