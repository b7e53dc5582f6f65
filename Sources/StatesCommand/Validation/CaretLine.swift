import JSON
import Terminal

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
        // Columns count code points. Walking to a place in a long line is only done once for each problem.
        let scalars = line.unicodeScalars
        let start = scalars.index(
            scalars.startIndex, offsetBy: max(0, column - Self.width / 2), limitedBy: scalars.endIndex)
        let from = start ?? scalars.endIndex
        let to = scalars.index(from, offsetBy: Self.width, limitedBy: scalars.endIndex) ?? scalars.endIndex
        let before = from > scalars.startIndex ? "…" : ""
        let part = scalars[from..<to].map { $0 == "\t" ? "\t" : Terminal.printable(String($0)) }
        text = before + part.joined() + (to < scalars.endIndex ? "…" : "")
        let indent = min(column, Self.width / 2)
        let blanks = before.map { _ in " " } + part.prefix(indent).map { $0 == "\t" ? "\t" : " " }
        let length = max(1, min(spot.length, part.count - indent))
        caret = blanks.joined() + String(repeating: "^", count: length)
    }
}
