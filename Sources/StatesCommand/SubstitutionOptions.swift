import ArgumentParser

/// `--substitute name=value`, for the `${name}` of a definition.
struct SubstitutionOptions: ParsableArguments {
    @Option(
        name: .customLong("substitute"),
        help: ArgumentHelp("A value for ${name} in the definition; may be repeated.", valueName: "name=value"))
    var pairs: [String] = []

    /// The values by name.
    var values: [String: String] {
        Dictionary(
            pairs.compactMap(NamedValue.init).map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    func validate() throws {
        for pair in pairs where NamedValue(pair) == nil {
            throw ValidationError("--substitute takes name=value, not '\(pair)'")
        }
    }
}
