import JSON

/// The one line for people.
enum Wording {
    /// What an import came to, such as `12 new, 2 changed, 3 rows need your attention`.
    static func imported(_ counts: JSON) -> String {
        let new = counts["new"]?.int ?? 0
        let changed = counts["changed"]?.int ?? 0
        let unchanged = counts["unchanged"]?.int ?? 0
        let attention = attention(counts["rejected"]?.int ?? 0)
        if new == 0, changed == 0 {
            let first =
                unchanged == 0
                ? "Nothing new: the file holds no workouts."
                : "Nothing new: \(workouts(unchanged)) already stored."
            return attention.map { "\(first) \(capitalized($0))." } ?? first
        }
        let parts = [new > 0 ? "\(new) new" : nil, changed > 0 ? "\(changed) changed" : nil, attention]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// That the same file was imported before, and how many workouts that import held.
    static func alreadyProcessed(_ file: String, previous: JSON) -> String {
        let number = (previous["number"] ?? previous["import"]?["number"])?.int.map { " as import \($0)" } ?? ""
        let counts = previous["counts"]
        let held = ["new", "changed", "unchanged"].reduce(0) { $0 + (counts?[$1]?.int ?? 0) }
        let stored = held > 0 ? "; \(workouts(held)) already stored" : ""
        return "Nothing new: \(file) was imported before\(number)\(stored)."
    }

    /// Why a file was not imported, and where it is.
    static func failed(_ file: String, _ failure: Failure, keptAt uri: String?) -> String {
        let kept = uri.map { " The file is kept at \($0)." } ?? ""
        return "\(file) was not imported: \(failure.reason)\(kept)"
    }

    private static func attention(_ rejected: Int) -> String? {
        switch rejected {
        case 0: nil
        case 1: "1 row needs your attention"
        default: "\(rejected) rows need your attention"
        }
    }

    private static func workouts(_ count: Int) -> String {
        count == 1 ? "1 workout is" : "\(count) workouts are"
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
