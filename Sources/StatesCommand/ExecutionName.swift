/// The rule for names of executions and machines, which become parts of ARNs.
enum ExecutionName {
    private static let maximumLength = 80
    private static let forbidden = Set("<>{}[]?*\"#%\\^|~`$&,;:/".unicodeScalars)

    /// What is wrong with a name; nil where nothing is.
    static func problem(with name: String) -> String? {
        guard !name.isEmpty else { return "a name has at least one character" }
        guard name.count <= maximumLength else { return "a name has at most \(maximumLength) characters" }
        return name.unicodeScalars.first { !isAllowed($0) }.map {
            "'\(name)' has a character that names cannot have: \($0.escaped(asASCII: false))"
        }
    }

    /// A name made of any text.
    static func made(of text: String) -> String {
        let scalars = text.unicodeScalars.map { isAllowed($0) ? $0 : "_" }.prefix(maximumLength)
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        return !isControl && !scalar.properties.isWhitespace && !forbidden.contains(scalar)
    }
}
