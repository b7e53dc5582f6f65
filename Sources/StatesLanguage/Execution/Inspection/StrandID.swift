/// Names one line of states within an execution: the machine itself, a branch of a Parallel state, an iteration of a Map,
/// or one of these inside a child execution of a distributed Map.
public struct StrandID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// From the outside in: the strand, and where it stands for a child execution, the strand in there.
    ///
    /// Strands of an execution count from 1, the machine itself, in the order they were started. The machine of a child
    /// execution goes by the name of the strand that stands for it.
    public let path: [Int]

    init(_ serial: Int) {
        path = [serial]
    }

    /// A strand of a child execution, as its parent names it.
    ///
    /// - Parameters:
    ///   - inner: How the child names it.
    ///   - child: The serial of the strand that stands for the child.
    init(_ inner: StrandID, ofChild child: Int) {
        path = [child] + (inner == .machine ? [] : inner.path)
    }

    /// The machine itself.
    static let machine = StrandID(1)

    private init(path: [Int]) {
        self.path = path
    }

    /// How the child execution that the first strand stands for names it.
    var inChild: StrandID { path.count > 1 ? StrandID(path: Array(path.dropFirst())) : .machine }

    /// The numbers of the path with points between, such as `5` or `5.2`.
    public var description: String { path.map { "\($0)" }.joined(separator: ".") }

    public static func < (left: StrandID, right: StrandID) -> Bool { left.path.lexicographicallyPrecedes(right.path) }
}
