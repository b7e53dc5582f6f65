/// Writes delimited text that people open in a spreadsheet (RFC 4180, commas, CR LF).
public struct DelimitedWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []
    private let neutralizesFormulas: Bool

    /// A writer with an empty buffer.
    ///
    /// What could move the cursor or turn the text of a terminal is written as U+FFFD.
    ///
    /// - Parameter neutralizesFormulas: Whether a cell that a spreadsheet would run (`=`, `+`, `-`, `@`, tab, CR at its
    ///   start) gets an apostrophe in front. A plain number such as `-2.5` is left alone.
    public init(neutralizesFormulas: Bool = true) {
        self.neutralizesFormulas = neutralizesFormulas
    }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends one record with its line end.
    public mutating func write(_ fields: some Sequence<String>) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(field: field)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private mutating func write(field: String) {
        let printable = Self.isPrintable(field) ? field : Self.printable(field)
        let text = neutralizesFormulas && Self.isFormula(printable) ? "'" + printable : printable
        let needsQuotes = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 < 0x20 }
        guard needsQuotes else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The quick look that almost every cell passes.
    private static func isPrintable(_ cell: String) -> Bool {
        cell.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } || !cell.unicodeScalars.contains(where: isHarmful)
    }

    private static func printable(_ cell: String) -> String {
        String(String.UnicodeScalarView(cell.unicodeScalars.map { isHarmful($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a spreadsheet would take a cell for a formula (OWASP, "CSV Injection").
    public static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return Double(cell) == nil
        default: return false
        }
    }
}
