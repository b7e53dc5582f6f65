import JSON

extension Value {
    /// The value as JSON; nil for undefined and for functions, and for numbers that JSON cannot write.
    func json() -> JSON? {
        switch self {
        case .undefined, .tailCall, .function: nil
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let number): number.isFinite ? Self.json(number) : nil
        case .exact(let exact): .number(exact.number)
        case .string(let text): .string(text)
        case .list(let elements): .array(elements)
        case .array(let array): .array(array.elements.map { $0.json() ?? .null })
        case .record(let object): .object(object)
        case .object(let object): .object(Self.json(object.members))
        case .tuples(let stream): .array(stream.tuples.map { $0.value.json() ?? .null })
        }
    }

    private static func json(_ members: OrderedMembers) -> JSONObject {
        var object = JSONObject()
        for index in 0..<members.count {
            let member = members[index]
            guard let value = member.value.json() else { continue }
            object[member.key] = value
        }
        return object
    }

    /// Whole numbers as integers, everything else as it is.
    private static func json(_ number: Double) -> JSON {
        if number.magnitude <= Double(largestExactInteger), let whole = Int(exactly: number) { return .int(whole) }
        return .double(number)
    }

    /// The first number inside that JSON cannot write.
    var firstUnwritableNumber: Double? {
        switch self {
        case .number(let number): number.isFinite ? nil : number
        case .array(let array): array.elements.lazy.compactMap(\.firstUnwritableNumber).first
        case .object(let object):
            (0..<object.members.count).lazy.compactMap { object.members[$0].value.firstUnwritableNumber }.first
        default: nil
        }
    }
}
