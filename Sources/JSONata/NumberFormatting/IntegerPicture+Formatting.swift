extension IntegerPicture {
    /// A whole number as text.
    func format(_ number: Double) -> String {
        let sign = number < 0 ? "-" : ""
        return sign + format(magnitude: number.magnitude)
    }

    private func format(magnitude: Double) -> String {
        switch style {
        case .letters:
            let first: Unicode.Scalar = letterCase == .upper ? "A" : "a"
            return LetterNumerals.letters(Int(exactly: magnitude) ?? .max, from: first)
        case .roman:
            let text = LetterNumerals.roman(Int(exactly: magnitude) ?? .max)
            return letterCase == .upper ? text.uppercased() : text
        case .words:
            let text = IntegerWords.words(magnitude, isOrdinal: isOrdinal)
            switch letterCase {
            case .upper: return text.uppercased()
            case .lower: return text.lowercased()
            case .title: return text
            }
        case .digits: return digits(magnitude)
        }
    }

    private func digits(_ magnitude: Double) -> String {
        var plain = Int(exactly: magnitude).map { String($0) } ?? NumberText.shortest(magnitude)
        // A picture of absurd width is no reason to fill the memory.
        let width = min(mandatoryDigits, 10_000)
        plain = String(repeating: "0", count: max(0, width - plain.count)) + plain
        let scalars = plain.unicodeScalars.map { scalar in
            scalar.value >= 0x30 && scalar.value <= 0x39
                ? Unicode.Scalar(scalar.value - 0x30 + zero.value) ?? scalar : scalar
        }
        return String(String.UnicodeScalarView(separated(scalars))) + (isOrdinal ? suffix(plain) : "")
    }

    /// The digits with the separators between them, put together from the right.
    private func separated(_ digits: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var rest = separators[...]
        for (position, digit) in digits.reversed().enumerated() {
            if grouping > 0 {
                if position > 0, position.isMultiple(of: grouping) { result += separators.prefix(1).map(\.character) }
            } else {
                while let next = rest.last, next.position == position {
                    result.append(next.character)
                    rest.removeLast()
                }
            }
            result.append(digit)
        }
        return result.reversed()
    }

    private func suffix(_ plain: String) -> String {
        let digits = Array(plain.utf8)
        if digits.count > 1, digits[digits.count - 2] == UInt8(ascii: "1") { return "th" }
        switch digits.last {
        case UInt8(ascii: "1"): return "st"
        case UInt8(ascii: "2"): return "nd"
        case UInt8(ascii: "3"): return "rd"
        default: return "th"
        }
    }

    /// The number that a text says; nil where it says none.
    func parse(_ text: String) -> Double? {
        switch style {
        case .letters: return LetterNumerals.value(ofLetters: text, from: letterCase == .upper ? "A" : "a")
        case .roman: return LetterNumerals.value(ofRoman: text)
        case .words: return IntegerWords.value(of: text)
        case .digits:
            let marks = Set(separators.map(\.character))
            var value = 0.0
            var hasDigits = false
            for scalar in text.unicodeScalars where !marks.contains(scalar) {
                guard scalar.value >= zero.value, scalar.value <= zero.value + 9 else {
                    if hasDigits, isOrdinal { break }
                    return nil
                }
                hasDigits = true
                value = value * 10 + Double(scalar.value - zero.value)
            }
            return hasDigits ? value : nil
        }
    }
}
