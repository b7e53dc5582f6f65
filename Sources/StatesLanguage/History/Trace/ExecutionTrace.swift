import JSON

/// A history put back together: which states each line of the execution visited, and which events belong to which visit.
///
/// A history is a list in which what runs side by side is mixed; only `previousEventId` and the names tell it apart.
public struct ExecutionTrace: Sendable {
    /// One visit of a state, from its being entered to its being left.
    public struct Visit: Sendable {
        /// The strand that made the visit.
        public let strand: Int
        /// The state's name.
        public let state: String
        /// The state's `Type`.
        public let type: String
        /// The id of the event by which it was entered.
        public let entered: Int
        /// The id of the event by which it was left; nil where the execution got stuck in it.
        public internal(set) var exited: Int?
        /// The ids of the events that tell of the visit, without those of strands below it.
        public internal(set) var events: [Int]
        /// The branches or iterations of its last attempt.
        public internal(set) var children: [Int] = []
        /// Whether `…StateFailed` or `…StateAborted` told that it is over.
        var isGivenUp = false
    }

    /// A line of states: the machine itself, a branch or an iteration.
    public struct Strand: Sendable {
        /// The visit of the Parallel or Map state it belongs to; nil for the machine itself.
        public let parent: Int?
        /// Which iteration it is, or the how manieth branch to begin, from 0.
        public let position: Int
        /// Its visits, in order.
        public internal(set) var visits: [Int] = []
        /// The id of its last event.
        public internal(set) var lastEvent: Int
    }

    /// The events themselves; the event with id *n* at *n* - 1.
    public internal(set) var events: [HistoryEvent] = []
    /// All visits, in the order the states were entered.
    public internal(set) var visits: [Visit] = []
    /// All strands; the first is the machine itself.
    public internal(set) var strands = [Strand(parent: nil, position: 0, lastEvent: 0)]
    /// By event, the strand it belongs to.
    public internal(set) var strandOfEvent: [Int] = []
    /// By event, the visit it belongs to; nil for what is about the whole execution.
    public internal(set) var visitOfEvent: [Int?] = []

    /// Puts a history back together.
    ///
    /// - Parameter events: All events by ascending id from 1, as ``RecordedHistory`` and ``Execution`` have them.
    /// - Complexity: Linear in the events, times how deeply branches and iterations nest.
    public init(_ events: [HistoryEvent] = []) {
        for event in events { add(event) }
    }

    /// The last visit of a strand.
    public func lastVisit(of strand: Int) -> Visit? {
        strands[strand].visits.last.map { visits[$0] }
    }

    /// The event with an id; nil for 0, which stands for none.
    public func event(_ id: Int) -> HistoryEvent? {
        events.indices.contains(id - 1) ? events[id - 1] : nil
    }
}
