import Workouts

/// Which part of an all-numeric date such as `03/04/2024` comes first.
public enum DateOrder: String, Sendable {
    /// `31/12/2024`
    case dayFirst = "dmy"
    /// `12/31/2024`
    case monthFirst = "mdy"
}

/// What a cell that should hold a date, or a date and time, holds.
enum DateCell: Equatable {
    /// The wall clock, and the offset from UTC in minutes where the cell states one.
    case value(LocalDateTime, offsetMinutes: Int?)
    /// Readable both ways, and nothing says which.
    case ambiguous
    /// A day that the calendar does not have, such as 30 February.
    case impossible
    /// The number of a day in a spreadsheet, such as `45409`.
    case serial(Int)
    case missing
    case unreadable

    /// Reads a date in any spelling that exports use.
    ///
    /// Names of months are read in many languages. Of all-numeric dates those that begin with the year, those with full
    /// stops and those with hyphens (day first) say themselves how they are meant; those with slashes need `order`.
    ///
    /// - Parameters:
    ///   - cell: The cell's bytes.
    ///   - order: How dates with slashes are meant; nil where that is not known.
    static func parse(_ cell: UnsafeBufferPointer<UInt8>, order: DateOrder?) -> DateCell {
        var scanner = DateScanner(cell: cell)
        return scanner.parse(order: order)
    }

    /// For a date with slashes that can be meant one way only: that way.
    static func slashedOrder(_ cell: UnsafeBufferPointer<UInt8>) -> DateOrder? {
        guard cell.contains(UInt8(ascii: "/")) else { return nil }
        let parts = String(decoding: cell, as: UTF8.self).split { $0 == "/" || $0 == " " || $0 == "," }
        guard parts.count >= 3, let first = Int(parts[0]), let second = Int(parts[1]), first <= 31 else { return nil }
        if first > 12, second <= 12 { return .dayFirst }
        if second > 12, first <= 12 { return .monthFirst }
        return nil
    }
}

/// Takes a date apart into numbers, a month's name and a time.
private struct DateScanner {
    private let cell: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// Up to three parts of the date; a named month is negative.
    private var parts: (Int, Int, Int) = (0, 0, 0)
    private var digits: (Int, Int, Int) = (0, 0, 0)
    private var partCount = 0
    private var separator: UInt8 = 0
    private var time: (hour: Int, minute: Int, second: Int)?
    private var hasSeconds = false
    private var isAfternoon: Bool?
    private var offsetMinutes: Int?

    init(cell: UnsafeBufferPointer<UInt8>) {
        self.cell = cell
    }

    mutating func parse(order: DateOrder?) -> DateCell {
        while position < cell.count {
            let byte = cell[position]
            if isDigit(byte) {
                guard takeNumber() else { return .unreadable }
            } else if isLetter(byte) {
                guard takeWord() else { return .unreadable }
            } else if (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")), time != nil {
                guard takeOffset() else { return .unreadable }
            } else {
                if separator == 0, partCount == 1, byte != 0x20 { separator = byte }
                guard isPunctuation(byte) else { return .unreadable }
                position += 1
            }
        }
        return assemble(order: order)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x20, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"): true
        default: false
        }
    }

    private mutating func number() -> (value: Int, digits: Int) {
        var value = 0
        let start = position
        while position < cell.count, isDigit(cell[position]), position - start < 9 {
            value = value * 10 + Int(cell[position] & 0x0F)
            position += 1
        }
        return (value, position - start)
    }

    private mutating func takeNumber() -> Bool {
        let (value, count) = number()
        if position < cell.count, isDigit(cell[position]) { return false }
        if position < cell.count, cell[position] == UInt8(ascii: ":"), time == nil {
            return takeTime(hour: value)
        }
        return append(value, digits: count)
    }

    private mutating func append(_ value: Int, digits count: Int) -> Bool {
        switch partCount {
        case 0: (parts.0, digits.0) = (value, count)
        case 1: (parts.1, digits.1) = (value, count)
        case 2: (parts.2, digits.2) = (value, count)
        default: return false
        }
        partCount += 1
        return true
    }

    private mutating func takeTime(hour: Int) -> Bool {
        position += 1
        let minute = number()
        guard minute.digits == 2, minute.value < 60 else { return false }
        var second = 0
        if position < cell.count, cell[position] == UInt8(ascii: ":") {
            position += 1
            let part = number()
            guard part.digits == 2, part.value < 60 else { return false }
            second = part.value
            hasSeconds = true
            if position + 1 < cell.count, cell[position] == UInt8(ascii: "."), isDigit(cell[position + 1]) {
                position += 1
                while position < cell.count, isDigit(cell[position]) { position += 1 }
            }
        }
        time = (hour, minute.value, second)
        return true
    }

    private mutating func takeOffset() -> Bool {
        let isNegative = cell[position] == UInt8(ascii: "-")
        position += 1
        let first = number()
        var minutes = first.digits == 4 ? first.value / 100 * 60 + first.value % 100 : first.value * 60
        guard first.digits == 2 || first.digits == 4 else { return false }
        if first.digits == 2, position < cell.count, cell[position] == UInt8(ascii: ":") {
            position += 1
            let second = number()
            guard second.digits == 2 else { return false }
            minutes += second.value
        }
        guard minutes <= 14 * 60, offsetMinutes == nil else { return false }
        offsetMinutes = isNegative ? -minutes : minutes
        return true
    }

    private mutating func takeWord() -> Bool {
        let start = position
        while position < cell.count, isLetter(cell[position]) { position += 1 }
        let word = UnsafeBufferPointer(rebasing: cell[start..<position])
        if word.count == 1, word[0] | 0x20 == UInt8(ascii: "t") { return partCount == 3 }
        if word.count == 1, word[0] | 0x20 == UInt8(ascii: "z") {
            offsetMinutes = 0
            return time != nil
        }
        if let month = MonthNames.month(word) { return append(-month, digits: 0) }
        let text = String(decoding: word, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\u{202F}" }.lowercased()
        switch text {
        case "":  // A no-break blank.
            return true
        case "am", "a":
            isAfternoon = false
            return time != nil
        case "pm", "p":
            isAfternoon = true
            return time != nil
        case "월":
            // Korean writes the month as a number with this suffix.
            if partCount == 2 { parts.1 = -parts.1 } else if partCount == 1 { parts.0 = -parts.0 }
            return true
        case "m":  // The second half of "a.m."
            return isAfternoon != nil
        case "de", "om", "at", "à", "um", "kl":  // Words between the parts, as in "5 de mayo de 2024".
            return true
        default:
            return false
        }
    }

    private func assemble(order: DateOrder?) -> DateCell {
        if partCount == 0 { return cell.allSatisfy { $0 <= 0x20 } ? .missing : .unreadable }
        if partCount == 1, time == nil, digits.0 == 5, cell.count == 5 { return .serial(parts.0) }
        guard partCount == 3 else { return .unreadable }
        guard let (year, month, day) = yearMonthDay(order: order) else {
            return separator == UInt8(ascii: "/") && order == nil && parts.0 <= 12 && parts.1 <= 12
                ? .ambiguous : .unreadable
        }
        guard let date = CivilDate(year: year, month: month, day: day) else { return .impossible }
        guard let time else { return .value(LocalDateTime(date: date), offsetMinutes: nil) }
        var hour = time.hour
        if let isAfternoon {
            guard (1...12).contains(hour) else { return .impossible }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24 else { return .impossible }
        let local = LocalDateTime(
            date: date, secondOfDay: hour * 3600 + time.minute * 60 + time.second,
            precision: hasSeconds ? .second : .minute)
        return .value(local, offsetMinutes: offsetMinutes)
    }

    private func yearMonthDay(order: DateOrder?) -> (Int, Int, Int)? {
        if parts.0 < 0 { return (fullYear(parts.2, digits.2), -parts.0, parts.1) }
        if digits.0 == 4 { return (parts.0, abs(parts.1), parts.2) }
        guard digits.2 == 4 || digits.2 == 2 else { return nil }
        let year = fullYear(parts.2, digits.2)
        if parts.1 < 0 { return (year, -parts.1, parts.0) }
        switch separator {
        case UInt8(ascii: "."), UInt8(ascii: "-"): return (year, parts.1, parts.0)
        case UInt8(ascii: "/"):
            if parts.0 > 12 { return (year, parts.1, parts.0) }
            if parts.1 > 12 { return (year, parts.0, parts.1) }
            return order.map { $0 == .dayFirst ? (year, parts.1, parts.0) : (year, parts.0, parts.1) }
        default: return nil
        }
    }

    /// Two digits mean 1970 to 2069.
    private func fullYear(_ year: Int, _ digits: Int) -> Int {
        digits == 2 ? (year < 70 ? 2000 + year : 1900 + year) : year
    }
}
