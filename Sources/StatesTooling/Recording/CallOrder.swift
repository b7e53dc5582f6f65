import StatesLanguage

/// The order in which a run with mocks asks for the tasks of one state: a mock file tells calls apart by their number.
///
/// A recording has the order in which the iterations of a Map state came to ask; a run with mocks, where nothing takes
/// time, asks for the first task of each iteration by its index, then for their second ones, and so on.
struct CallOrder {
    /// The attempts as they are going to be asked for.
    let attempts: [TaskAttempt]
    /// Whether a run could ask in another order: which iteration comes first depends on which result does.
    let isCertain: Bool

    init(_ recorded: [TaskAttempt], of trace: ExecutionTrace, _ places: StrandPlaces) {
        var attempts = recorded
        var isCertain = true
        let groups = Dictionary(grouping: recorded.indices.filter { places.map(of: recorded[$0]) != nil }) {
            places.map(of: recorded[$0])
        }
        for (map, group) in groups {
            guard let map, !places.isSequential(map) else { continue }
            let keys = places.keys(of: group.map { recorded[$0] })
            let sorted = zip(group, keys).sorted { $0.1.lexicographicallyPrecedes($1.1) }
            for (place, (origin, _)) in zip(group, sorted) { attempts[place] = recorded[origin] }
            let isAskedOnce = keys.allSatisfy { $0.first == 0 } && Set(keys.map { $0[1] }).count == 1
            let isSame = group.allSatisfy { recorded[$0].hasSameEnd(as: recorded[group[0]]) }
            if !isAskedOnce, !isSame { isCertain = false }
        }
        (self.attempts, self.isCertain) = (attempts, isCertain)
    }
}

extension TaskAttempt {
    fileprivate func hasSameEnd(as other: TaskAttempt) -> Bool {
        ending?.1 == other.ending?.1 && progress.map(\.1) == other.progress.map(\.1)
    }
}

/// Where in the iterations of Map states the attempts of tasks stand.
struct StrandPlaces {
    private let trace: ExecutionTrace
    /// By strand, its attempts of tasks, in order.
    private let scheduled: [Int: [Int]]
    private let sequential: Set<Int>

    init(_ trace: ExecutionTrace, _ attempts: [TaskAttempt]) {
        self.trace = trace
        scheduled = Dictionary(grouping: attempts.map(\.scheduled)) { trace.strandOfEvent[$0 - 1] }
        var sequential: Set<Int> = []
        let iterations = Dictionary(grouping: trace.strands.indices.filter { trace.strands[$0].parent != nil }) {
            trace.strands[$0].parent ?? 0
        }
        for (visit, strands) in iterations where trace.visits[visit].type == "Map" {
            let spans = strands.compactMap { strand in
                trace.strands[strand].visits.first.map { (trace.visits[$0].entered, trace.strands[strand].lastEvent) }
            }
            if zip(spans, spans.dropFirst()).allSatisfy({ $0.1 < $1.0 }) { sequential.insert(visit) }
        }
        self.sequential = sequential
    }

    /// The visit of the outermost Map state that an attempt is inside of.
    func map(of attempt: TaskAttempt) -> Int? {
        path(of: trace.strandOfEvent[attempt.scheduled - 1]).maps.last
    }

    /// Whether each iteration of a Map state began after the one before was over.
    func isSequential(_ map: Int) -> Bool { sequential.contains(map) }

    /// What attempts are ordered by: tasks of their iteration before, states before, and the iterations' indices.
    func keys(of attempts: [TaskAttempt]) -> [[Int]] {
        attempts.map { attempt in
            let strand = trace.strandOfEvent[attempt.scheduled - 1]
            let before = scheduled[strand]?.firstIndex(of: attempt.scheduled) ?? 0
            let states = trace.strands[strand].visits.prefix { trace.visits[$0].entered < attempt.scheduled }.count
            return [before, states] + path(of: strand).indices.reversed()
        }
    }

    /// From the innermost to the outermost.
    private func path(of strand: Int) -> (maps: [Int], indices: [Int]) {
        var (maps, indices): ([Int], [Int]) = ([], [])
        var strand = strand
        while let parent = trace.strands[strand].parent {
            indices.append(trace.strands[strand].position)
            if trace.visits[parent].type == "Map" { maps.append(parent) }
            strand = trace.visits[parent].strand
        }
        return (maps, indices)
    }
}
