import JSON

/// What to do about a text that is no JSON, for the faults that people make most.
enum SyntaxAdvice {
    private static let quotes: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}"]
    private static let words = ["True": "true", "False": "false", "None": "null", "nil": "null", "NULL": "null"]

    /// A sentence; nil where nothing better is known than the fault itself.
    static func text(for error: JSONSyntaxError, in bytes: [UInt8]) -> String? {
        guard error.offset < bytes.count else { return "Is the end of the file missing?" }
        let rest = String(decoding: bytes[error.offset...].prefix(16), as: UTF8.self)
        guard let character = rest.unicodeScalars.first else { return nil }
        if quotes.contains(character) { return "Texts and names stand in straight double quotes (\")." }
        if rest.hasPrefix("//") || rest.hasPrefix("/*") || character == "#" {
            return "JSON has no comments; the language has the field 'Comment' for them."
        }
        if let word = words.first(where: { rest.hasPrefix($0.key) }) { return "Write \(word.value)." }
        let before = bytes[..<error.offset].last { !blanks.contains($0) }
        if before == UInt8(ascii: ","), character == "}" || character == "]" {
            return "Remove the comma before it."
        }
        return nil
    }

    private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
}
