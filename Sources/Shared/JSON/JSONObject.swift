/// The members of a JSON object, in the order they were written. Two keys are one where they have the same code points.
public struct JSONObject: Sendable {
    /// Where lookup by scanning stops being the fastest.
    private static let indexThreshold = 12

    private var members: [(key: String, value: JSON)] = []
    /// Positions by key; kept only for objects past the threshold.
    private var index: [ExactText: Int] = [:]

    /// An object without members.
    public init() {}

    /// An object from members in order; of equal keys the last value wins, at the place of the first.
    public init(_ members: some Sequence<(String, JSON)>) {
        for (key, value) in members { self[key] = value }
    }

    /// The member's value; setting nil removes the member, setting a new key appends it.
    public subscript(key: String) -> JSON? {
        get {
            position(of: key).map { members[$0].value }
        }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?):
                members[position].value = value
            case (let position?, nil):
                members.remove(at: position)
                index = [:]
                indexIfLarge()
            case (nil, let value?):
                members.append((key, value))
                if index.isEmpty { indexIfLarge() } else { index[ExactText(key)] = members.count - 1 }
            case (nil, nil):
                break
            }
        }
    }

    /// The keys in order.
    public var keys: [String] {
        members.map(\.key)
    }

    /// The values in order.
    public var values: [JSON] {
        members.map(\.value)
    }

    private func position(of key: String) -> Int? {
        index.isEmpty ? members.firstIndex { $0.key.isIdentical(to: key) } : index[ExactText(key)]
    }

    private mutating func indexIfLarge() {
        guard members.count > Self.indexThreshold else { return }
        for (position, member) in members.enumerated() { index[ExactText(member.key)] = position }
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { members.startIndex }
    public var endIndex: Int { members.endIndex }
    public subscript(position: Int) -> (key: String, value: JSON) { members[position] }

    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<(key: String, value: JSON)>) throws -> Result
    ) rethrows -> Result? {
        try members.withContiguousStorageIfAvailable(body)
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        // Order must not count, so the members' hashes are combined by a commutative sum.
        var sum = 0
        for member in members {
            var memberHasher = Hasher()
            member.key.hashExactly(into: &memberHasher)
            memberHasher.combine(member.value)
            sum &+= memberHasher.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
