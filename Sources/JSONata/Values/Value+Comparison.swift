import JSON

extension Value {
    /// Whether two values mean the same; the order of members does not count.
    func isEqual(to other: Value) -> Bool {
        switch (self, other) {
        case (.undefined, .undefined), (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.string(let left), .string(let right)): return left == right
        case (.number, _), (.exact, _):
            guard let left = number, let right = other.number else { return false }
            return left == right
        case (.list(let left), .list(let right)): return left == right
        case (.record(let left), .record(let right)): return left == right
        case (.list, .array), (.array, .list), (.array, .array):
            let (left, right) = (Elements(self), Elements(other))
            return left.count == right.count && (0..<left.count).allSatisfy { left[$0].isEqual(to: right[$0]) }
        case (.record, .object), (.object, .record), (.object, .object):
            let members = self.members
            guard members.count == other.members.count else { return false }
            return members.allSatisfy { member in
                let counterpart = other.member(member.key)
                return !counterpart.isUndefined && member.value.isEqual(to: counterpart)
            }
        case (.function(let left), .function(let right)): return left.isIdentical(to: right)
        default: return false
        }
    }

    /// What the value counts as in a condition.
    func truth() throws(JSONataError) -> Bool {
        switch self {
        case .undefined, .null, .function, .tailCall: return false
        case .bool(let value): return value
        case .number(let number):
            guard number.isFinite || number.isNaN else { throw .outOfRange(number) }
            return number != 0 && !number.isNaN
        case .exact(let exact): return exact.number.double != 0
        case .string(let text): return !text.isEmpty
        case .record(let object): return !object.isEmpty
        case .object(let object): return object.members.count > 0
        case .list, .array, .tuples:
            let elements = Elements(self)
            for index in 0..<elements.count where try elements[index].truth() { return true }
            return false
        }
    }

    /// The number that the value is, if it is one.
    func numeric() throws(JSONataError) -> Double? {
        guard let number, !number.isNaN else { return nil }
        guard number.isFinite else { throw .outOfRange(number) }
        return number
    }

    /// The number that the value is, to be written out: digits are what infinity and what is no number do not have.
    func writableNumber() throws(JSONataError) -> Double? {
        guard let number else { return nil }
        guard number.isFinite else { throw .outOfRange(number) }
        return number
    }
}

extension JSONataError {
    static func outOfRange(_ number: Double) -> JSONataError {
        .of("D1001", fields: ["value": .string(NumberText.shortest(number))])
    }
}

extension String {
    /// Order as JavaScript has it: by UTF-16 units.
    func precedes(_ other: String) -> Bool {
        utf16.lexicographicallyPrecedes(other.utf16)
    }
}
