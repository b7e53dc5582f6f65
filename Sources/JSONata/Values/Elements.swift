import JSON

/// The elements of any value: those of an array, or the value itself.
struct Elements {
    private enum Storage {
        case values([Value])
        case json([JSON])
        case one(Value)
    }

    private let storage: Storage
    let count: Int

    init(_ value: Value) {
        switch value {
        case .array(let array):
            storage = .values(array.elements)
            count = array.elements.count
        case .list(let elements):
            storage = .json(elements)
            count = elements.count
        case .tuples(let stream):
            storage = .values(stream.tuples.map(\.value))
            count = stream.tuples.count
        default:
            storage = .one(value)
            count = 1
        }
    }

    subscript(index: Int) -> Value {
        switch storage {
        case .values(let values): values[index]
        case .json(let elements): Value(elements[index])
        case .one(let value): value
        }
    }

    /// All of them as an array.
    var all: [Value] {
        switch storage {
        case .values(let values): values
        case .json(let elements): elements.map { Value($0) }
        case .one(let value): [value]
        }
    }
}

extension Value {
    static func sequence(_ elements: [Value], _ flags: ArrayValue.Flags = []) -> Value {
        .array(ArrayValue(elements, flags.union(.sequence)))
    }

    static func array(of elements: [Value]) -> Value {
        .array(ArrayValue(elements))
    }

    static func object(of members: OrderedMembers) -> Value {
        .object(ObjectValue(members))
    }

    /// What a sequence stands for: nothing, its only value, or itself.
    var collapsed: Value {
        guard case .array(let array) = self, array.flags.contains(.sequence) else { return self }
        if array.elements.isEmpty { return .undefined }
        if array.elements.count == 1, !array.flags.contains(.keepsSingleton) { return array.elements[0] }
        return self
    }

    /// The members of an object.
    var members: [(key: String, value: Value)] {
        switch self {
        case .record(let object): object.map { ($0.key, Value($0.value)) }
        case .object(let object): (0..<object.members.count).map { object.members[$0] }
        default: []
        }
    }

    /// The member of an object; undefined where there is none.
    func member(_ name: String) -> Value {
        switch self {
        case .record(let object): Value(object[name])
        case .object(let object): object.members[name] ?? .undefined
        default: .undefined
        }
    }

    /// Both values' elements in one array.
    static func appending(_ left: Value, _ right: Value) -> Value {
        if left.isUndefined { return right }
        if right.isUndefined { return left }
        return .array(of: Elements(left).all + Elements(right).all)
    }
}
