extension Lexer {
    /// A string literal with its escapes.
    mutating func string(quotedBy quote: UInt16) throws(JSONataError) -> String {
        position += 1
        var decoded: [UInt16] = []
        while let unit = peek() {
            position += 1
            if unit == quote { return String(decoding: decoded, as: UTF16.self) }
            decoded.append(unit == UInt16(ascii: "\\") ? try escape() : unit)
        }
        throw .of("S0101", position: position)
    }

    private mutating func escape() throws(JSONataError) -> UInt16 {
        guard let unit = peek() else { throw .of("S0103", position: position, token: "") }
        position += 1
        switch unit {
        case UInt16(ascii: "\""), UInt16(ascii: "'"), UInt16(ascii: "\\"), UInt16(ascii: "/"): return unit
        case UInt16(ascii: "b"): return 0x08
        case UInt16(ascii: "f"): return 0x0C
        case UInt16(ascii: "n"): return 0x0A
        case UInt16(ascii: "r"): return 0x0D
        case UInt16(ascii: "t"): return 0x09
        case UInt16(ascii: "u"):
            let end = min(position + 4, units.count)
            guard end == position + 4, units[position..<end].allSatisfy(Self.isHexDigit),
                let value = UInt16(slice(position, end), radix: 16)
            else { throw .of("S0104", position: position) }
            position = end
            return value
        default:
            throw .of("S0103", position: position, token: slice(position - 1, position))
        }
    }

    /// A number without a sign.
    mutating func number() throws(JSONataError) -> Double {
        let start = position
        if peek() == UInt16(ascii: "0") { position += 1 } else { skipDigits() }
        if peek() == UInt16(ascii: "."), let digit = peek(1), Self.isDigit(digit) {
            position += 1
            skipDigits()
        }
        skipExponent()
        let text = slice(start, position)
        guard let value = Double(text), value.isFinite else {
            throw .of("S0102", position: position, token: text)
        }
        return value
    }

    private mutating func skipExponent() {
        guard peek() == UInt16(ascii: "e") || peek() == UInt16(ascii: "E") else { return }
        let hasSign = peek(1) == UInt16(ascii: "+") || peek(1) == UInt16(ascii: "-")
        guard let digit = peek(hasSign ? 2 : 1), Self.isDigit(digit) else { return }
        position += hasSign ? 2 : 1
        skipDigits()
    }

    private mutating func skipDigits() {
        while let unit = peek(), Self.isDigit(unit) { position += 1 }
    }

    /// A regular expression between slashes, with its flags. Slashes inside brackets belong to it.
    mutating func regex() throws(JSONataError) -> RegexPattern {
        position += 1
        let start = position
        var depth = 0
        while let unit = peek() {
            switch unit {
            case UInt16(ascii: "\\"): position += 1
            case UInt16(ascii: "/") where depth == 0: return try finishRegex(from: start)
            case UInt16(ascii: "("), UInt16(ascii: "["), UInt16(ascii: "{"): depth += 1
            case UInt16(ascii: ")"), UInt16(ascii: "]"), UInt16(ascii: "}"): depth -= 1
            default: break
            }
            position += 1
        }
        throw .of("S0302", position: min(position, units.count))
    }

    private mutating func finishRegex(from start: Int) throws(JSONataError) -> RegexPattern {
        guard position > start else { throw .of("S0301", position: position) }
        let source = slice(start, position)
        position += 1
        var flags = RegexFlags()
        while let unit = peek() {
            if unit == UInt16(ascii: "i") {
                flags.insert(.ignoresCase)
            } else if unit == UInt16(ascii: "m") {
                flags.insert(.multiline)
            } else {
                break
            }
            position += 1
        }
        do throws(RegexSyntaxError) {
            return try RegexPattern(source, flags: flags)
        } catch {
            throw .of("S0205", position: position, token: "/\(source)/")
        }
    }

    private static func isDigit(_ unit: UInt16) -> Bool {
        unit >= UInt16(ascii: "0") && unit <= UInt16(ascii: "9")
    }

    private static func isHexDigit(_ unit: UInt16) -> Bool {
        isDigit(unit) || (unit | 0x20 >= UInt16(ascii: "a") && unit | 0x20 <= UInt16(ascii: "f"))
    }
}
