public import JSON

/// A place where two values differ.
public struct ValueDifference: Hashable, Sendable {
    /// The place, such as `output.items[2].price`.
    public let path: String
    /// The recorded value; nil where there was none.
    public let recorded: JSON?
    /// The value now; nil where there is none.
    public let now: JSON?

    /// At most this many places are listed.
    static let maximumCount = 20

    /// All places where two values differ, in the order of the first.
    ///
    /// - Parameter others: The second value as other runs made it.
    static func all(_ recorded: JSON, _ now: JSON, others: [JSON], at path: String = "") -> [Self] {
        if Equivalence.hasOwnForm(now, others: others) {
            return recorded.kind == now.kind ? [] : [Self(path: path, recorded: recorded, now: now)]
        }
        switch (recorded, now) {
        case (.object(let old), .object(let new)):
            let keys = old.keys + new.keys.filter { old[$0] == nil }
            return keys.flatMap { key -> [Self] in
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let first = old[key], let second = new[key] else {
                    return [Self(path: place, recorded: old[key], now: new[key])]
                }
                return all(first, second, others: others.compactMap { $0[key] }, at: place)
            }
        case (.array(let old), .array(let new)) where old.count == new.count:
            return zip(old, new).enumerated().flatMap { index, pair in
                all(pair.0, pair.1, others: others.compactMap { $0[index] }, at: "\(path)[\(index)]")
            }
        default:
            return Equivalence.holds(recorded, now, others: others)
                ? [] : [Self(path: path, recorded: recorded, now: now)]
        }
    }
}

/// Places of values that are not compared, as the user names them.
struct IgnoredPaths {
    private let paths: [String]

    /// - Parameter paths: Such as `output.id` or `output.items[*].at`; what lies below them is meant too.
    init(_ paths: [String]) {
        self.paths = paths
    }

    func contains(_ path: String) -> Bool {
        paths.contains { ignored in
            let path = ignored.contains("[*]") ? Self.withoutIndices(path) : path
            guard path.hasPrefix(ignored) else { return false }
            return path.count == ignored.count || [".", "["].contains(path.dropFirst(ignored.count).first)
        }
    }

    private static func withoutIndices(_ path: String) -> String {
        var (text, isIndex) = ("", false)
        for character in path {
            if character == "]" { isIndex = false }
            if !isIndex { text.append(character) }
            if character == "[" {
                isIndex = true
                text.append("*")
            }
        }
        return text
    }
}
