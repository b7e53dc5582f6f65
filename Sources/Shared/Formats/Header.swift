/// One column of a table, as its header names it.
public struct HeaderColumn: Hashable, Sendable {
    /// The position, from 0.
    public var index: Int
    /// The header as people see it: without byte order mark, tags and surplus blanks.
    public var text: String
    /// What columns are matched by: ``text`` without the unit, in lower case.
    public var name: String
    /// The unit in the header's brackets, such as `mi`; nil where there is none.
    public var unit: String?
    /// How many columns of the same name stand before it.
    public var occurrence: Int
}

/// The header of a table.
public struct Header: Hashable, Sendable {
    /// The columns from left to right.
    public let columns: [HeaderColumn]

    /// A header from its cells.
    public init(cells: [String]) {
        var columns: [HeaderColumn] = []
        var seen: [String: Int] = [:]
        let texts = cells.map(Self.cleaned)
        let names = Set(texts.map { Self.split($0).name })
        for (index, text) in texts.enumerated() {
            var (name, unit) = Self.split(text)
            // Data frames rename the second "Distance" to "Distance.1".
            if let dot = name.lastIndex(of: "."), Int(name[name.index(after: dot)...]) != nil,
                names.contains(String(name[..<dot]))
            {
                name = String(name[..<dot])
            }
            columns.append(
                HeaderColumn(index: index, text: text, name: name, unit: unit, occurrence: seen[name, default: 0]))
            seen[name, default: 0] += 1
        }
        self.columns = columns
    }

    /// The header as its cells were, cleaned.
    public var texts: [String] { columns.map(\.text) }

    /// The columns of a name, from left to right.
    public func columns(named name: String) -> [HeaderColumn] {
        columns.filter { $0.name == name }
    }

    /// Whether there is a column of a name, with or without a unit.
    public func contains(_ name: String) -> Bool {
        columns.contains { $0.name == name }
    }

    /// The column whose header reads most like a name, for messages about a missing one.
    public func nearest(to name: String) -> HeaderColumn? {
        columns.map { ($0, editDistance($0.name, name)) }.filter { $0.1 <= max(3, name.count / 2) }
            .min { $0.1 < $1.1 }?.0
    }

    /// A cell without byte order mark, tags (a real export holds `<span …>Type</span>`) and surplus blanks.
    static func cleaned(_ cell: String) -> String {
        var text = ""
        var isInTag = false
        for character in cell where character != "\u{FEFF}" {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag: isInTag = false
            default: if !isInTag { text.append(character) }
            }
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The name for matching, and the unit in trailing brackets. `Weight (kg)` and `weight_kg` both name a unit.
    static func split(_ text: String) -> (name: String, unit: String?) {
        // A string's own comparison already is by canonical equivalence; lower case is all that is left to do.
        let folded = text.lowercased()
        if folded.last == ")", let open = folded.lastIndex(of: "("), open > folded.startIndex {
            let unit = folded[folded.index(after: open)...].dropLast()
            let name = folded[..<open].split(separator: " ").joined(separator: " ")
            if !name.isEmpty { return (name, String(unit)) }
        }
        return (folded, nil)
    }
}

/// Levenshtein's distance between two words, in characters.
func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let substitution = diagonal + (character == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
