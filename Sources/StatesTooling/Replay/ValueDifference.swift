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
    static func all(_ recorded: JSON, _ now: JSON, _ equivalence: Equivalence, at path: String = "") -> [Self] {
        switch (recorded, now) {
        case (.object(let old), .object(let new)):
            let keys = old.keys + new.keys.filter { old[$0] == nil }
            return keys.flatMap { key -> [Self] in
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let first = old[key], let second = new[key] else {
                    return [Self(path: place, recorded: old[key], now: new[key])]
                }
                return all(first, second, equivalence, at: place)
            }
        case (.array(let old), .array(let new)) where old.count == new.count:
            return zip(old, new).enumerated().flatMap { index, pair in
                all(pair.0, pair.1, equivalence, at: "\(path)[\(index)]")
            }
        default:
            return equivalence.holds(recorded, now) ? [] : [Self(path: path, recorded: recorded, now: now)]
        }
    }
}
