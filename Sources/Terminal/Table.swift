/// Rows in columns that fit the terminal.
package struct Table {
    /// A column.
    package struct Column {
        var title: String
        var isNumeric: Bool
        var isFlexible: Bool

        /// A column.
        ///
        /// - Parameters:
        ///   - title: What stands above it.
        ///   - isNumeric: Whether cells stand at its right edge.
        ///   - isFlexible: Whether this column gives way when the terminal is too narrow.
        package init(title: String, isNumeric: Bool = false, isFlexible: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
            self.isFlexible = isFlexible
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// A table without rows.
    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row, a cell for each column.
    package mutating func add(_ cells: [String]) {
        rows.append(cells.map(Terminal.printable))
    }

    /// Writes header and rows; nothing where there are no rows.
    package func write(width: Int? = Terminal.width) {
        guard !rows.isEmpty else { return }
        let widths = fittedWidths(width)
        Terminal.line(Terminal.bold(text(columns.map(\.title), widths)))
        for row in rows { Terminal.line(text(row, widths)) }
    }

    private func fittedWidths(_ available: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            ([columns[index].title] + rows.map { $0[index] }).map(displayWidth).max() ?? 0
        }
        guard let available else { return widths }
        let flexible = columns.indices.filter { columns[$0].isFlexible }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - available
        for index in flexible.sorted(by: { widths[$0] > widths[$1] }) where excess > 0 {
            let cut = min(excess, max(0, widths[index] - 8))
            widths[index] -= cut
            excess -= cut
        }
        return widths
    }

    private func text(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let shown = truncated(cell, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(shown)))
            if index > 0 { line += "  " }
            line += columns[index].isNumeric ? padding + shown : shown + padding
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private func truncated(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width, width > 0 else { return text }
        var result = ""
        for character in text {
            if displayWidth(result) + displayWidth(String(character)) > width - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Columns that a text takes: two for what East Asian scripts and emoji write.
    private func displayWidth(_ text: String) -> Int {
        text.reduce(0) { width, character in
            guard let scalar = character.unicodeScalars.first else { return width }
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
                || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
                || (0xFF00...0xFF60).contains(scalar.value) || (0x1F300...0x1FAFF).contains(scalar.value)
            return width + (isWide ? 2 : 1)
        }
    }
}
