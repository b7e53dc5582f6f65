import Foundation

/// How quantities are shown to people.
enum Quantities {
    /// `12.3 km`, `850 m`, or nothing.
    static func distance(_ metres: Double?) -> String {
        guard let metres, metres > 0 else { return "" }
        return metres < 1000 ? "\(Int(metres)) m" : String(format: "%.1f km", metres / 1000)
    }

    /// `1:20:47`, `25:46`, or nothing.
    static func duration(_ seconds: Double?) -> String {
        guard let seconds, seconds > 0 else { return "" }
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
    }

    /// `315 kcal`, or nothing.
    static func energy(_ kilocalories: Double?) -> String {
        guard let kilocalories, kilocalories > 0 else { return "" }
        return "\(Int(kilocalories)) kcal"
    }

    /// A number without a needless fraction.
    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? value.description
    }

    /// `trail run` for `trail_run`.
    static func activity(_ name: String) -> String {
        name.replacingOccurrences(of: "_", with: " ")
    }
}
