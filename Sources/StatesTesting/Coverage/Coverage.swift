public import JSON
public import StatesLanguage

/// How often executions came through each part of a definition.
public struct Coverage: Sendable {
    /// Some points of a kind, and how many of them were come through.
    public struct Share: Hashable, Sendable {
        /// Points that at least one execution came through.
        public var covered = 0
        /// All points.
        public var total = 0

        /// Rounded down, so that only all is 100; nothing to cover is covered.
        public var percent: Int { total == 0 ? 100 : covered * 100 / total }
    }

    /// All there is to cover, in the order of the definition.
    public let points: [CoveragePoint]
    /// How often executions came through each point, in the order of ``points``.
    public private(set) var hits: [Int]
    /// How often each state led on as its `Next` says, by the state's pointer.
    public private(set) var onward: [String: Int] = [:]
    private let positions: [Key: Int]
    private let ruleCounts: [String: Int]
    private let neverRetrying: Set<String>

    private struct Key: Hashable {
        var pointer: String
        var part: CoveragePoint.Part
    }

    /// A coverage of nothing so far.
    ///
    /// - Parameters:
    ///   - definition: The document.
    ///   - countsFailedRules: Whether a rule of a Choice state also has to be seen not to hold.
    public init(of definition: JSON, countsFailedRules: Bool = false) {
        let listed = CoveragePoints(of: definition, countsFailedRules: countsFailedRules)
        points = listed.points
        neverRetrying = listed.neverRetrying
        hits = Array(repeating: 0, count: points.count)
        positions = Dictionary(
            points.enumerated().map { (Key(pointer: $1.statePointer, part: $1.part), $0) },
            uniquingKeysWith: { first, _ in first })
        ruleCounts = points.reduce(into: [:]) { counts, point in
            if case .rule = point.part { counts[point.statePointer, default: 0] += 1 }
        }
    }

    /// Counts what an execution came through.
    public mutating func add(_ trace: [TraceEvent]) {
        var previous: TraceEvent?
        for event in trace {
            defer { previous = event }
            switch event.kind {
            case .entered: hit(event, .state)
            case .rule(let position):
                hit(event, .rule(position))
                for earlier in 0..<position { hit(event, .failedRule(earlier)) }
            case .defaultRule:
                hit(event, .defaultRule)
                hitAllRulesFailed(event)
            case .noRule: hitAllRulesFailed(event)
            case .retrier(let position): hit(event, .retrier(position))
            case .exhaustedRetrier(let position):
                if neverRetrying.contains("\(event.pointer)/Retry/\(position)") { hit(event, .retrier(position)) }
            case .catcher(let position): hit(event, .catcher(position))
            case .left: if !isRedirected(previous, event) { onward[event.pointer, default: 0] += 1 }
            case .failed: break
            }
        }
    }

    /// Whether a rule or a catcher decided where the state that was left leads.
    private func isRedirected(_ decision: TraceEvent?, _ left: TraceEvent) -> Bool {
        guard let decision, decision.strand == left.strand, decision.pointer == left.pointer else { return false }
        return switch decision.kind {
        case .rule, .defaultRule, .catcher: true
        case .entered, .left, .noRule, .failed, .retrier, .exhaustedRetrier: false
        }
    }

    private mutating func hitAllRulesFailed(_ event: TraceEvent) {
        for position in 0..<(ruleCounts[event.pointer] ?? 0) { hit(event, .failedRule(position)) }
    }

    private mutating func hit(_ event: TraceEvent, _ part: CoveragePoint.Part) {
        if let position = positions[Key(pointer: event.pointer, part: part)] { hits[position] += 1 }
    }

    /// What no execution came through, in the order of the definition.
    public var uncovered: [CoveragePoint] {
        zip(points, hits).filter { $0.1 == 0 }.map(\.0)
    }

    /// How much of a category is covered; of all of them for nil.
    public func share(of category: CoveragePoint.Category? = nil) -> Share {
        var share = Share()
        for (point, hits) in zip(points, hits) where category == nil || point.category == category {
            share.total += 1
            if hits > 0 { share.covered += 1 }
        }
        return share
    }
}
