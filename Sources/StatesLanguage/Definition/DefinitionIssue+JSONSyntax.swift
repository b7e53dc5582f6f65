public import JSON

extension DefinitionIssue {
    /// A text that is no JSON, in the words of the service, which are those of its JSON reader (Jackson).
    ///
    /// - Parameters:
    ///   - error: What our own reader found; its message becomes the detail.
    ///   - text: The whole text.
    public init(_ error: JSONSyntaxError, in text: String) {
        let fault = ForeignSyntaxFault(error, in: Array(text.utf8))
        let place = "[Source: (String)\(Self.shown(text)); line: \(fault.line), column: \(fault.column)]"
        self.init(
            .invalidJSON, "\(fault.message)\n at \(place)", detail: error.message,
            suggestion: SyntaxAdvice.text(for: error, in: Array(text.utf8)), at: "")
        location = place
    }

    /// The text in quotes; of a long one the beginning, and how much is missing.
    private static func shown(_ text: String) -> String {
        let limit = 500
        let units = text.utf16
        guard let end = units.index(units.startIndex, offsetBy: limit, limitedBy: units.endIndex),
            end < units.endIndex
        else { return "\"\(text)\"" }
        let start = String(text[..<end])
        return "\"\(start)\"[truncated \(units.count - limit) chars]"
    }
}

/// What Jackson says of the first fault of a JSON text, as far as its documentation and public reports show.
private struct ForeignSyntaxFault {
    var message: String
    let line: Int
    /// From 1; one past the character that Jackson has read last.
    var column: Int

    init(_ error: JSONSyntaxError, in bytes: [UInt8]) {
        line = error.line
        column = error.column
        guard error.offset < bytes.count else {
            message = "Unexpected end-of-input"
            return
        }
        let byte = bytes[error.offset]
        let values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        if error.message == "expected a value", Self.isWordByte(byte), !Self.isDigit(byte) {
            let word = bytes[error.offset...].prefix(while: Self.isWordByte)
            message = "Unrecognized token '\(String(decoding: word, as: UTF8.self))': was expecting \(values)"
            column += word.count
            return
        }
        let character = String(decoding: bytes[error.offset...].prefix(4), as: UTF8.self).unicodeScalars.first
        message = "Unexpected character (\(Self.shown(character ?? "?"))): \(Self.expectation(error.message, values))"
        column += 1
    }

    private static func shown(_ character: Unicode.Scalar) -> String {
        let code = character.value
        if code < 0x20 { return "(CTRL-CHAR, code \(code))" }
        return "'\(character)' (code \(code)" + (code > 255 ? " / 0x\(String(code, radix: 16))" : "") + ")"
    }

    private static func expectation(_ message: String, _ values: String) -> String {
        switch message {
        case "expected a value": "expected a valid value \(values)"
        case "expected a member name in double quotes": "was expecting double-quote to start field name"
        case "expected ':' after the member name": "was expecting a colon to separate field name and value"
        case "expected ',' or '}'": "was expecting comma to separate Object entries"
        case "expected ',' or ']'": "was expecting comma to separate Array entries"
        default: message
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
    }
}
