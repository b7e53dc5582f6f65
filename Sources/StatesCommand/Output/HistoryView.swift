import JSON
import StatesLanguage

/// A history for people: one line an event, indented by what it happened inside.
struct HistoryView {
    /// Deeper nesting is not shown.
    private static let maximumIndent = 12

    private let start: Timestamp
    /// By event number, how far what follows from it is indented.
    private var depthAfter: [Int: Int] = [:]
    /// By the name of a Map state, how far its iterations are indented.
    private var iterationDepth: [String: Int] = [:]

    init(start: Timestamp) {
        self.start = start
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

    /// How far an event is indented; branches run side by side, so that follows from the events before it.
    private mutating func place(_ event: HistoryEvent) -> Int {
        let name = event.type.rawValue
        var depth = depthAfter[event.previousID, default: 0]
        var after: Int?
        if name.hasSuffix("StateEntered") {
            if event.type != .failStateEntered { after = depth + 1 }
            if let state = event.stateName { iterationDepth[state] = depth + 1 }
        } else if name.hasSuffix("StateExited") {
            depth = max(0, depth - 1)
        } else if name.hasPrefix("MapIteration"), let state = event.stateName {
            depth = iterationDepth[state, default: depth]
            if event.type == .mapIterationStarted { after = depth + 1 }
        } else if name.hasPrefix("Execution") {
            depth = 0
        }
        depthAfter[event.id] = after ?? depth
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
