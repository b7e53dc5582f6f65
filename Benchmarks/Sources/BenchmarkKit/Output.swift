import Foundation

/// Tells what is going on, beside the table.
public func talk(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
}

/// A line of a table: the first cell to the left in a column of its own width, the others to the right.
public func tableLine(_ cells: [String], first width: Int, others: Int = 10) -> String {
    let padded = cells.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: max(0, (column == 0 ? width : others) - cell.count))
        return column == 0 ? cell + blanks : blanks + cell
    }
    return padded.joined(separator: "  ")
}
