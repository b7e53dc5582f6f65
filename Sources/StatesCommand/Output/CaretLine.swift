import JSON

/// A line of a file with a caret below a place in it; of a long line, what stands around the place.
struct CaretLine {
    /// Characters that are shown of a longer line.
    private static let width = 110

    /// The line, or its part.
    let text: String
    /// Blanks and carets to print below it.
    let caret: String

    init(_ line: String, at spot: JSONSourceSpot) {
        let column = max(0, spot.column - 1)
        // Walking to a place in a long line is only done once for each problem.
        let start = line.index(line.startIndex, offsetBy: max(0, column - Self.width / 2), limitedBy: line.endIndex)
        let from = start ?? line.endIndex
        let to = line.index(from, offsetBy: Self.width, limitedBy: line.endIndex) ?? line.endIndex
        let before = from > line.startIndex ? "…" : ""
        let part = line[from..<to]
        text = before + part + (to < line.endIndex ? "…" : "")
        let indent = min(column, Self.width / 2)
        let blanks = before.map { _ in " " } + part.prefix(indent).map { $0 == "\t" ? "\t" : " " }
        let length = max(1, min(spot.length, part.count - indent))
        caret = blanks.joined() + String(repeating: "^", count: length)
    }
}
