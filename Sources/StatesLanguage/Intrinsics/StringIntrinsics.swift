import JSON

/// The functions on strings.
enum StringIntrinsics {
    /// The parts between any of the delimiter's characters; empty parts are left out.
    static func split(_ text: String, at delimiters: String) -> JSON {
        let delimiters = Set(delimiters.unicodeScalars)
        guard !delimiters.isEmpty else { return .array([.string(text)]) }
        return .array(
            text.unicodeScalars.split { delimiters.contains($0) }.map { .string(String(String.UnicodeScalarView($0))) })
    }
}
