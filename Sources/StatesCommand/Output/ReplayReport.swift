import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// A comparison with a recorded execution, for people and for machines.
struct ReplayReport {
    /// Characters shown of a value.
    private static let valueWidth = 80

    private let replay: Replay

    init(_ replay: Replay) {
        self.replay = replay
    }

    var text: String {
        if let obstacle = replay.obstacle {
            return Terminal.printable(
                "The replay ends at event \(obstacle.event): \(obstacle.problem). Up to there both are equal")
        }
        guard let divergence = replay.divergence else {
            return "Equal: all \(replay.recorded.count) recorded events happen again"
        }
        var lines = divergence.common.map { "     \(Self.words(for: $0))" }
        lines.append("  -  \(divergence.recorded.map(Self.words(for:)) ?? "nothing: the execution had ended")")
        lines.append("  +  \(divergence.now.map(Self.words(for:)) ?? "nothing more happens")")
        for difference in divergence.differences {
            lines.append("       \(difference.path): \(Self.shown(difference))")
        }
        let id = (divergence.recorded ?? divergence.now)?.id ?? 0
        let headline = "The two part at event \(id)\(divergence.explanation.map { ": \($0)" } ?? "")"
        return Terminal.printable(headline) + "\n" + lines.map(Terminal.printable).joined(separator: "\n")
    }

    var json: JSON {
        if let obstacle = replay.obstacle {
            return ["equal": .null, "event": .int(obstacle.event), "obstacle": .string(obstacle.problem)]
        }
        guard let divergence = replay.divergence else {
            return ["equal": true, "events": .int(replay.recorded.count)]
        }
        return [
            "equal": false, "event": .int((divergence.recorded ?? divergence.now)?.id ?? 0),
            "explanation": divergence.explanation.map { .string($0) } ?? .null,
            "common": .array(divergence.common.map(\.json)), "recorded": divergence.recorded?.json ?? .null,
            "now": divergence.now?.json ?? .null,
            "differences": .array(
                divergence.differences.map { difference in
                    var object: JSONObject = ["path": .string(difference.path)]
                    object["recorded"] = difference.recorded
                    object["now"] = difference.now
                    return .object(object)
                }),
        ]
    }

    private static func words(for event: HistoryEvent) -> String {
        var words = "\(event.id)  \(event.type.rawValue)"
        if let state = event.stateName { words += "  '\(state)'" }
        if let error = event.error { words += "  \(error)" }
        return words
    }

    /// Two values side by side; of long ones the part where they begin to differ.
    private static func shown(_ difference: ValueDifference) -> String {
        let (old, new) = (difference.recorded?.text() ?? "nothing", difference.now?.text() ?? "nothing")
        let same = zip(old, new).prefix { $0 == $1 }.count
        let start = max(old.count, new.count) > valueWidth ? max(0, same - valueWidth / 3) : 0
        return "recorded \(part(of: old, from: start)), now \(part(of: new, from: start))"
    }

    private static func part(of text: String, from start: Int) -> String {
        let rest = text.dropFirst(start)
        return (start > 0 ? "…" : "") + rest.prefix(valueWidth) + (rest.count > valueWidth ? "…" : "")
    }
}
