/// `name=value`, as options give it.
struct NamedValue {
    var name: String
    var value: String

    /// Reads a pair; nil where there is no name or no equals sign.
    init?(_ pair: String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        value = String(parts[1])
    }
}
