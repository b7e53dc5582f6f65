import JSON
import StatesLanguage

/// A history for people: one line an event, indented by what it happened inside.
struct HistoryView {
    /// Deeper nesting is not shown.
    private static let maximumIndent = 12

    private let start: Timestamp
    /// What happened so far, put back together: branches run side by side, and what was given up is never left.
    private var trace: ExecutionTrace

    /// - Parameters:
    ///   - start: What times are counted from.
    ///   - history: The events before the first that is shown.
    init(start: Timestamp, after history: [HistoryEvent] = []) {
        self.start = start
        trace = ExecutionTrace(history)
    }

    /// The line of an event: number, time since the start, kind and what it is about.
    mutating func line(for event: HistoryEvent) -> String {
        let indent = String(repeating: "  ", count: min(place(event), Self.maximumIndent))
        var line =
            "\(pad("\(event.id)", 5))  \(pad(Self.text(of: event.timestamp - start), 10))  \(indent)\(event.type.rawValue)"
        if let state = event.stateName { line += "  \(state)" }
        if let error = event.error { line += "  \(error)" }
        return line
    }

    /// How far an event is indented.
    private mutating func place(_ event: HistoryEvent) -> Int {
        guard event.id == trace.events.count + 1, event.previousID < event.id else { return 0 }
        trace.add(event)
        guard let visit = trace.visitOfEvent.last.flatMap({ $0 }) else { return 0 }
        let name = event.type.rawValue
        let isEdge = name.hasSuffix("StateEntered") || name.hasSuffix("StateExited")
        return depth(of: trace.visits[visit].strand) + (isEdge ? 0 : 1)
    }

    /// Each Parallel state indents what is in it by one, each Map state by one more for its iterations' own lines.
    private func depth(of strand: Int) -> Int {
        var (depth, strand) = (0, strand)
        while let parent = trace.strands[strand].parent {
            depth += trace.visits[parent].type == "Map" ? 2 : 1
            strand = trace.visits[parent].strand
        }
        return depth
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A duration such as `0.000s`, `2m05s` or `3h00m`.
    static func text(of duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let two = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
        switch seconds {
        case ..<60:
            let milliseconds = String(attoseconds / 1_000_000_000_000_000)
            return "\(seconds).\(String(repeating: "0", count: max(0, 3 - milliseconds.count)))\(milliseconds)s"
        case ..<3600: return "\(seconds / 60)m\(two(seconds % 60))s"
        case ..<86_400: return "\(seconds / 3600)h\(two(seconds / 60 % 60))m"
        default: return "\(seconds / 86_400)d\(two(seconds / 3600 % 24))h"
        }
    }
}
