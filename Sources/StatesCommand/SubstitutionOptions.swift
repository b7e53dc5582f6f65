import ArgumentParser

/// `--substitute name=value`, for the `${name}` of a definition.
struct SubstitutionOptions: ParsableArguments {
    @Option(
        name: .customLong("substitute"),
        help: ArgumentHelp("A value for ${name} in the definition; may be repeated.", valueName: "name=value"))
    var pairs: [String] = []

    /// The values by name.
    var values: [String: String] {
        Dictionary(pairs.map(Self.split), uniquingKeysWith: { _, last in last })
    }

    func validate() throws {
        for pair in pairs where !pair.contains("=") || pair.hasPrefix("=") {
            throw ValidationError("--substitute takes name=value, not '\(pair)'")
        }
    }

    private static func split(_ pair: String) -> (String, String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}
