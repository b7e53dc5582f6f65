/// Finds the names that somebody probably meant.
///
/// Each comparison is counted: a definition with thousands of states, each of which names a wrong target, must not take
/// the product of both numbers.
struct NearestName {
    /// Longer names are not compared: the work grows with the square of the length. Of shorter ones than three letters
    /// any is near to any other, unless only the case differs.
    private static let lengths = 3...80

    /// How many more names are compared.
    private var comparisonsLeft = 50_000

    /// A sentence that names the nearest of some names; nil where none is near.
    mutating func suggestion(for name: String, among names: some Sequence<String>) -> String? {
        nearest(to: name, among: names).map { "Did you mean '\($0)'?" }
    }

    /// The name that the fewest changes make of another, of several the first in the alphabet; nil where it takes more
    /// than a third of its letters.
    mutating func nearest(to name: String, among names: some Sequence<String>) -> String? {
        guard name.utf8.count <= 4 * Self.lengths.upperBound else { return nil }
        let lowercased = name.lowercased()
        let letters = Array(lowercased.unicodeScalars)
        var best: (name: String, distance: Int)?
        for candidate in names where candidate != name {
            guard comparisonsLeft > 0 else { break }
            comparisonsLeft -= 1
            let lowercasedCandidate = candidate.lowercased()
            if lowercasedCandidate == lowercased { return candidate }
            guard Self.lengths.contains(letters.count) else { continue }
            let limit = best?.distance ?? letters.count / 3
            let other = Array(lowercasedCandidate.unicodeScalars)
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance = Self.distance(letters, other)
            guard distance <= limit else { continue }
            if let best, best.distance == distance, best.name < candidate { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// How many letters must be put in, taken out, replaced or swapped with their neighbour.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var (before, row) = ([Int](), Array(0...right.count))
        for (i, a) in left.enumerated() {
            var next = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(row[j + 1] + 1, next[j] + 1, row[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, before[j - 1] + 1) }
                next.append(cost)
            }
            (before, row) = (row, next)
        }
        return row.last ?? left.count
    }
}
