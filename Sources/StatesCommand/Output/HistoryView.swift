import JSON
import StatesLanguage

/// A history for people: one line an event.
struct HistoryView {
    private let start: Timestamp
    /// How many events lie between the line's event and the state's entry, as indentation of nested work.
    private var depth = 0

    init(start: Timestamp) {
        self.start = start
    }

    /// The line of an event: number, time since the start, kind and what it is about.
    mutating func line(for event: HistoryEvent) -> String {
        let name = event.type.rawValue
        if name.hasSuffix("Exited") || name == "MapIterationSucceeded" || name == "MapIterationFailed" {
            depth = max(0, depth - 1)
        }
        let indent = String(repeating: "  ", count: min(depth, 12))
        if name.hasSuffix("StateEntered") && name != "FailStateEntered" || name == "MapIterationStarted" { depth += 1 }
        var line = "\(pad("\(event.id)", 5))  \(pad(Self.text(of: event.timestamp - start), 10))  \(indent)\(name)"
        if let state = event.stateName { line += "  \(state)" }
        if let error = event.error { line += "  \(error)" }
        return line
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
