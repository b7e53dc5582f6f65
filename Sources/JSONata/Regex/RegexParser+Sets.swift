extension RegexParser {
    /// The rest of a class after `[`.
    mutating func set() throws(RegexSyntaxError) -> RegexSet {
        var set = RegexSet()
        set.isNegated = take("^")
        while !take("]") {
            guard peek() != nil else { throw RegexSyntaxError() }
            guard let lower = try member(of: &set) else { continue }
            guard peek() == UInt16(ascii: "-"), position + 1 < units.count,
                units[position + 1] != UInt16(ascii: "]")
            else {
                set.ranges.append(lower...lower)
                continue
            }
            position += 1
            if let upper = try member(of: &set) {
                guard lower <= upper else { throw RegexSyntaxError() }
                set.ranges.append(lower...upper)
            } else {
                set.ranges += [lower...lower, UInt16(ascii: "-")...UInt16(ascii: "-")]
            }
        }
        return set
    }

    /// One character of a class; nil where a class such as `\d` was added instead.
    private mutating func member(of set: inout RegexSet) throws(RegexSyntaxError) -> UInt16? {
        guard let unit = peek() else { throw RegexSyntaxError() }
        position += 1
        guard unit == UInt16(ascii: "\\") else { return unit }
        if let inner = setEscape() {
            set.ranges += inner.isNegated ? inner.complement : inner.ranges
            return nil
        }
        if take("b") { return 0x08 }
        return try unitEscape()
    }

    /// `\d`, `\w`, `\s` and their opposites.
    mutating func setEscape() -> RegexSet? {
        guard let unit = peek() else { return nil }
        var set: RegexSet
        switch unit | 0x20 {
        case UInt16(ascii: "d"): set = .digits
        case UInt16(ascii: "w"): set = .words
        case UInt16(ascii: "s"): set = .spaces
        default: return nil
        }
        position += 1
        set.isNegated = unit & 0x20 == 0
        return set
    }

    /// An escape for one character.
    mutating func unitEscape() throws(RegexSyntaxError) -> UInt16 {
        guard let unit = peek() else { throw RegexSyntaxError() }
        position += 1
        switch unit {
        case UInt16(ascii: "n"): return 0x0A
        case UInt16(ascii: "r"): return 0x0D
        case UInt16(ascii: "t"): return 0x09
        case UInt16(ascii: "v"): return 0x0B
        case UInt16(ascii: "f"): return 0x0C
        case UInt16(ascii: "0"): return 0x00
        case UInt16(ascii: "x"): return hexadecimal(2) ?? unit
        case UInt16(ascii: "u"): return hexadecimal(4) ?? unit
        case UInt16(ascii: "c"):
            guard let letter = peek(), (letter | 0x20) >= 0x61, (letter | 0x20) <= 0x7A else { return 0x5C }
            position += 1
            return letter & 0x1F
        default: return unit
        }
    }

    private mutating func hexadecimal(_ count: Int) -> UInt16? {
        guard position + count <= units.count else { return nil }
        let text = String(decoding: units[position..<(position + count)], as: UTF16.self)
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let value = UInt16(text, radix: 16)
        else { return nil }
        position += count
        return value
    }
}
