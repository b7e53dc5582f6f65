/// Cuts an expression into tokens.
struct Lexer {
    let units: [UInt16]
    var position = 0

    /// Symbols of two characters; each wins over its first character.
    private let pairs: Set<String>

    private static let pairsOf206: Set<String> = ["..", ":=", "!=", ">=", "<=", "**", "~>"]
    private static let pairsOf22 = pairsOf206.union(["?:", "??"])
    private static let singles = Set(".[]{}(),@#;:?+-*/%|=<>^&!~".utf16)

    init(_ source: String, version: JSONataVersion) {
        units = Array(source.utf16)
        pairs = version == .version206 ? Self.pairsOf206 : Self.pairsOf22
    }

    /// The next token.
    ///
    /// - Parameter afterOperand: Whether a `/` here divides; anywhere else it begins a regular expression.
    mutating func next(afterOperand: Bool) throws(JSONataError) -> Token {
        try skipBlanksAndComments()
        let start = position
        guard let unit = peek() else { return Token(kind: .end, start: start, position: units.count) }
        let kind: Token.Kind
        switch unit {
        case UInt16(ascii: "/") where !afterOperand: kind = .regex(try regex())
        case UInt16(ascii: "\""), UInt16(ascii: "'"): kind = .string(try string(quotedBy: unit))
        case UInt16(ascii: "0")...UInt16(ascii: "9"): kind = .number(try number())
        case UInt16(ascii: "`"): kind = .name(try quotedName())
        default: kind = symbol() ?? word()
        }
        return Token(kind: kind, start: start, position: position)
    }

    private mutating func skipBlanksAndComments() throws(JSONataError) {
        while let unit = peek() {
            if Self.isBlank(unit) {
                position += 1
            } else if unit == UInt16(ascii: "/"), peek(1) == UInt16(ascii: "*") {
                let start = position
                position += 2
                while peek() != UInt16(ascii: "*") || peek(1) != UInt16(ascii: "/") {
                    guard position < units.count else { throw .of("S0106", position: start) }
                    position += 1
                }
                position += 2
            } else {
                return
            }
        }
    }

    private mutating func symbol() -> Token.Kind? {
        if position + 1 < units.count {
            let pair = slice(position, position + 2)
            if pairs.contains(pair) {
                position += 2
                return .symbol(pair)
            }
        }
        guard let unit = peek(), Self.singles.contains(unit) else { return nil }
        position += 1
        return .symbol(slice(position - 1, position))
    }

    private mutating func word() -> Token.Kind {
        let start = position
        while let unit = peek(), !Self.isBlank(unit), !Self.singles.contains(unit) { position += 1 }
        if units[start] == UInt16(ascii: "$") { return .variable(slice(start + 1, position)) }
        switch slice(start, position) {
        case "and": return .symbol("and")
        case "or": return .symbol("or")
        case "in": return .symbol("in")
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "null": return .literal(.null)
        case let name: return .name(name)
        }
    }

    private mutating func quotedName() throws(JSONataError) -> String {
        let start = position + 1
        guard let end = units[start...].firstIndex(of: UInt16(ascii: "`")) else {
            throw .of("S0105", position: units.count)
        }
        position = end + 1
        return slice(start, end)
    }

    func peek(_ distance: Int = 0) -> UInt16? {
        position + distance < units.count ? units[position + distance] : nil
    }

    func slice(_ start: Int, _ end: Int) -> String {
        String(decoding: units[start..<end], as: UTF16.self)
    }

    private static func isBlank(_ unit: UInt16) -> Bool {
        unit == 0x20 || unit == 0x09 || unit == 0x0A || unit == 0x0B || unit == 0x0D
    }
}

extension UInt16 {
    /// The unit of an ASCII character.
    init(ascii character: Unicode.Scalar) {
        self = UInt16(UInt8(ascii: character))
    }
}
