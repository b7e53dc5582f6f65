import JSON

/// Compares values by what they mean; the order of members does not count.
struct ValueComparison {
    /// How much was looked at: one for each value, and one more for every 16 bytes of text.
    private(set) var work = 0

    mutating func isEqual(_ left: Value, _ right: Value) -> Bool {
        work += 1
        switch (left, right) {
        case (.undefined, .undefined), (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.string(let left), .string(let right)):
            work += min(left.utf8.count, right.utf8.count) / 16
            return left.isIdentical(to: right)
        case (.number, _), (.exact, _):
            guard let left = left.number, let right = right.number else { return false }
            return left == right
        case (.list, .list), (.list, .array), (.array, .list), (.array, .array):
            return areEqual(Elements(left), Elements(right))
        case (.record, .record), (.record, .object), (.object, .record), (.object, .object):
            return haveEqualMembers(left, right)
        case (.function(let left), .function(let right)): return left.isIdentical(to: right)
        default: return false
        }
    }

    private mutating func areEqual(_ left: Elements, _ right: Elements) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where !isEqual(left[index], right[index]) { return false }
        return true
    }

    private mutating func haveEqualMembers(_ left: Value, _ right: Value) -> Bool {
        guard left.memberCount == right.memberCount else { return false }
        for member in left.members {
            let counterpart = right.member(member.key)
            guard !counterpart.isUndefined, isEqual(member.value, counterpart) else { return false }
        }
        return true
    }
}

extension Evaluator {
    /// Whether two values mean the same; looking at them counts as work.
    func isEqual(_ left: Value, _ right: Value) throws(JSONataError) -> Bool {
        var comparison = ValueComparison()
        let isEqual = comparison.isEqual(left, right)
        try spend(comparison.work)
        return isEqual
    }
}

extension Value {
    /// How many members an object has; none for anything else.
    var memberCount: Int {
        switch self {
        case .record(let object): object.count
        case .object(let object): object.members.count
        default: 0
        }
    }
}
