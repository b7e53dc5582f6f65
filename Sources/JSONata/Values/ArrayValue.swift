import JSON

/// An array that an expression made.
final class ArrayValue {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The result of a path or a function, which is its only value where it has just one.
        static let sequence = Flags(rawValue: 1)
        /// A sequence that stays an array even with one value.
        static let keepsSingleton = Flags(rawValue: 2)
        /// An array constructor at an end of a path; it is not taken apart.
        static let constructed = Flags(rawValue: 4)
        /// The array around an input that is an array itself.
        static let wrapsInput = Flags(rawValue: 8)
    }

    /// Changed only by a transform, in the copy it made for itself.
    var elements: [Value]
    let flags: Flags
    /// How many levels of arrays and objects this is.
    let height: Int

    init(_ elements: [Value], _ flags: Flags = []) {
        self.elements = elements
        self.flags = flags
        var height = 1
        for element in elements {
            switch element {
            case .array(let array): height = max(height, array.height + 1)
            case .object(let object): height = max(height, object.height + 1)
            default: break
            }
        }
        self.height = height
    }
}

/// An object that an expression made.
final class ObjectValue {
    /// Changed only by a transform, in the copy it made for itself.
    var members: OrderedMembers
    let height: Int
    /// The transform that may change it.
    let owner: Int

    init(_ members: OrderedMembers, owner: Int = 0) {
        self.members = members
        self.owner = owner
        var height = 1
        for index in 0..<members.count {
            switch members[index].value {
            case .array(let array): height = max(height, array.height + 1)
            case .object(let object): height = max(height, object.height + 1)
            default: break
            }
        }
        self.height = height
    }
}

/// Members in the order they were first set.
struct OrderedMembers {
    private static let indexThreshold = 8
    private var entries: [(key: String, value: Value)] = []
    private var index: [ExactText: Int] = [:]

    var count: Int { entries.count }

    subscript(position: Int) -> (key: String, value: Value) { entries[position] }

    subscript(key: String) -> Value? {
        get { position(of: key).map { entries[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): entries[position].value = value
            case (let position?, nil):
                entries.remove(at: position)
                index = [:]
                indexIfLarge()
            case (nil, let value?):
                entries.append((key, value))
                if index.isEmpty { indexIfLarge() } else { index[ExactText(key)] = entries.count - 1 }
            case (nil, nil): break
            }
        }
    }

    private func position(of key: String) -> Int? {
        index.isEmpty ? entries.firstIndex { $0.key.isIdentical(to: key) } : index[ExactText(key)]
    }

    private mutating func indexIfLarge() {
        guard entries.count > Self.indexThreshold else { return }
        for (position, entry) in entries.enumerated() { index[ExactText(entry.key)] = position }
    }
}

/// Values of a path, each with the variables that the steps before bound.
final class TupleStream {
    let tuples: [Tuple]

    init(_ tuples: [Tuple]) {
        self.tuples = tuples
    }
}

struct Tuple {
    /// The context for the next step.
    var value: Value
    var bindings: [(name: VariableID, value: Value)] = []

    mutating func bind(_ name: VariableID, _ value: Value) {
        if let index = bindings.firstIndex(where: { $0.name == name }) {
            bindings[index].value = value
        } else {
            bindings.append((name, value))
        }
    }
}
