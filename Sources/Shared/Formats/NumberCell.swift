/// Which character separates the fraction of a number.
public enum DecimalMark: String, Sendable {
    /// `1,406.5`
    case point
    /// `1.406,5`
    case comma
}

/// What a cell that should hold a number holds.
enum NumberCell: Equatable {
    case value(Double)
    case missing
    case notANumber

    /// The words that exports write for *not measured*.
    private static let missingWords: Set<String> = ["--", "x", "null", "none", "--:--:--", "--:--", "-", "n/a"]

    /// Reads a number with its thousands separators.
    ///
    /// - Parameters:
    ///   - cell: The cell's bytes.
    ///   - mark: The decimal mark of the column.
    static func parse(_ cell: UnsafeBufferPointer<UInt8>, mark: DecimalMark) -> NumberCell {
        if let value = plain(cell, mark: mark) { return .value(value) }
        return parseWithCare(String(decoding: cell, as: UTF8.self), mark: mark)
    }

    /// The common case, without allocation: an optional sign, digits, and a fraction; no more digits than are exact.
    private static func plain(_ cell: UnsafeBufferPointer<UInt8>, mark: DecimalMark) -> Double? {
        var position = 0
        let isNegative = cell.first == UInt8(ascii: "-")
        if isNegative { position = 1 }
        guard position < cell.count, cell.count <= 16 else { return nil }
        var mantissa = 0
        var fractionDigits = -1
        while position < cell.count {
            let byte = cell[position]
            if byte >= 0x30, byte <= 0x39 {
                mantissa = mantissa * 10 + Int(byte & 0x0F)
                if fractionDigits >= 0 { fractionDigits += 1 }
            } else if byte == (mark == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")), fractionDigits < 0, position > 0
            {
                fractionDigits = 0
            } else {
                return nil
            }
            position += 1
        }
        guard fractionDigits != 0 else { return nil }
        let value = Double(mantissa) / (fractionDigits > 0 ? powersOfTen[fractionDigits] : 1)
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = (0...22).map { power in (0..<power).reduce(1) { value, _ in value * 10 }
    }

    private static func parseWithCare(_ cell: String, mark: DecimalMark) -> NumberCell {
        // Besides the blank, the no-break blanks and the apostrophe separate thousands.
        let text = cell.filter { !$0.isWhitespace && $0 != "\u{202F}" && $0 != "\u{A0}" && $0 != "'" && $0 != "’" }
        if text.isEmpty || missingWords.contains(text.lowercased()) { return .missing }
        let decimal: Character = mark == .point ? "." : ","
        let thousands: Character = mark == .point ? "," : "."
        let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return .notANumber }
        var digits = String(whole)
        if whole.contains(thousands) {
            let groups = whole.split(separator: thousands, omittingEmptySubsequences: false)
            let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 } && (1...4).contains(groups[0].count)
            guard isGrouped else { return .notANumber }
            digits = groups.joined()
        }
        if parts.count == 2 { digits += "." + parts[1] }
        guard digits.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }),
            let value = Double(digits), value.isFinite
        else { return .notANumber }
        return .value(value)
    }
}

/// What the cells of a column say about its decimal mark.
public struct DecimalEvidence: Sendable {
    private var points = 0
    private var commas = 0

    /// No evidence.
    public init() {}

    /// Weighs one cell. `1.234` and `1,234` say nothing: they may be thousands.
    public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
        var lastPoint: Int?
        var lastComma: Int?
        var pointCount = 0
        var commaCount = 0
        for (position, byte) in cell.enumerated() {
            if byte == UInt8(ascii: ".") { (lastPoint, pointCount) = (position, pointCount + 1) }
            if byte == UInt8(ascii: ",") { (lastComma, commaCount) = (position, commaCount + 1) }
        }
        switch (lastPoint, lastComma) {
        case (nil, nil): break
        case (let point?, let comma?): if point > comma { points += 1 } else { commas += 1 }
        case (let point?, nil):
            if pointCount > 1 { commas += 1 } else if cell.count - point - 1 != 3 || point > 3 { points += 1 }
        case (nil, let comma?):
            if commaCount > 1 { points += 1 } else if cell.count - comma - 1 != 3 || comma > 3 { commas += 1 }
        }
    }

    /// The mark of the column: what most cells show; without evidence, the comma only where semicolons separate fields.
    public func mark(delimiter: UInt8) -> DecimalMark {
        if commas == points { return delimiter == UInt8(ascii: ";") ? .comma : .point }
        return commas > points ? .comma : .point
    }
}
