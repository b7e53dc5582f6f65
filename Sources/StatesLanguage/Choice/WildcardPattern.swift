/// The pattern of `StringMatches`: `*` stands for any text, `\*` for a star, `\\` for a backslash.
struct WildcardPattern {
    private enum Piece: Hashable {
        case anyText
        case scalar(Unicode.Scalar)
    }

    private var pieces: [Piece] = []

    init(_ text: String) {
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "*": pieces.append(.anyText)
            case "\\": pieces.append(.scalar(scalars.next() ?? "\\"))
            default: pieces.append(.scalar(scalar))
            }
        }
    }

    /// Whether the pattern covers the whole text.
    ///
    /// - Complexity: The product of both lengths at worst: only the last star is ever tried again.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (position, piece) = (0, 0)
        var retry: (position: Int, piece: Int)?
        while position < scalars.count {
            if piece < pieces.count, pieces[piece] == .anyText {
                retry = (position, piece)
                piece += 1
            } else if piece < pieces.count, pieces[piece] == .scalar(scalars[position]) {
                position += 1
                piece += 1
            } else if let last = retry {
                retry = (last.position + 1, last.piece)
                (position, piece) = (last.position + 1, last.piece + 1)
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .anyText }
    }
}
