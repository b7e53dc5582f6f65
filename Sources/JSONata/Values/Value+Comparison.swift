import JSON

extension Value {
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
