/// Reads a duration in one of the spellings that exports use.
enum DurationCell {
    /// The seconds that a cell stands for: `1:20:47`, `25:46`, `1h 13m`, `53s`, or a plain number in the column's unit.
    ///
    /// - Parameters:
    ///   - cell: The cell's bytes.
    ///   - secondsPerUnit: What a plain number counts, such as 60 for minutes.
    ///   - mark: The decimal mark of the column.
    static func parse(_ cell: UnsafeBufferPointer<UInt8>, secondsPerUnit: Double, mark: DecimalMark) -> NumberCell {
        switch NumberCell.parse(cell, mark: mark) {
        case .value(let number): return .value(number * secondsPerUnit)
        case .missing: return .missing
        case .notANumber: break
        }
        let text = String(decoding: cell, as: UTF8.self).trimmed
        return (clock(text) ?? spelled(text)).map(NumberCell.value) ?? .notANumber
    }

    /// `h:mm:ss`, `mm:ss`, with a fraction of the last part.
    private static func clock(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var seconds = 0.0
        for (position, part) in parts.enumerated() {
            guard let value = Double(part), value >= 0, part.first?.isNumber == true, position == 0 || value < 60 else {
                return nil
            }
            seconds = seconds * 60 + value
        }
        return seconds
    }

    /// `1h 13m`, `1h 7m 5s`, `31m`, `53s`.
    private static func spelled(_ text: String) -> Double? {
        var seconds = 0.0
        var number = ""
        var hasUnit = false
        for character in text where character != " " {
            if character.isNumber || character == "." {
                number.append(character)
                continue
            }
            guard let value = Double(number) else { return nil }
            switch character {
            case "h": seconds += value * 3600
            case "m": seconds += value * 60
            case "s": seconds += value
            default: return nil
            }
            hasUnit = true
            number = ""
        }
        return hasUnit && number.isEmpty ? seconds : nil
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
