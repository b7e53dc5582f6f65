import StatesLanguage

/// Names for the strands of two histories, so that equal names mean the same branch or iteration.
struct StrandKeys {
    /// By strand, its name.
    let names: [String]
    /// By strand name, the ids of its events in order.
    let events: [String: [Int]]
    /// By event, its place among those of its strand.
    let places: [Int]

    init(_ trace: ExecutionTrace) {
        var names: [String] = []
        var counts: [String: Int] = [:]
        for strand in trace.strands {
            guard let parent = strand.parent else {
                names.append("")
                continue
            }
            let visit = trace.visits[parent]
            let ordinal = trace.strands[visit.strand].visits.firstIndex(of: parent) ?? 0
            // Branches need not begin in their order, so the first state tells them apart.
            let first = strand.visits.first.map { trace.visits[$0].state } ?? ""
            let label = "\(names[visit.strand])/\(ordinal):\(visit.type == "Map" ? "\(strand.position)" : first)"
            names.append("\(label)#\(counts[label, default: 0])")
            counts[label, default: 0] += 1
        }
        var events: [String: [Int]] = [:]
        var places: [Int] = []
        for (index, strand) in trace.strandOfEvent.enumerated() {
            places.append(events[names[strand], default: []].count)
            events[names[strand], default: []].append(index + 1)
        }
        (self.names, self.events, self.places) = (names, events, places)
    }
}
