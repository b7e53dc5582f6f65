import JSON

/// Items in an array or object somewhere inside a JSON document, which must be held as a whole.
struct JSONDocument: ItemDecoder {
    /// Bytes of a document, at most.
    static let maximumBytes = 256 << 20

    private let pointer: String
    private var bytes: [UInt8] = []
    private var items: [(key: String?, value: JSON)]?
    private var nextItem = 0
    private var isAtEnd = false

    /// - Parameter pointer: The JSON pointer (RFC 6901) of the array or object; empty for the document itself.
    init(pointer: String) {
        self.pointer = pointer
    }

    mutating func add(_ more: [UInt8]) {
        isAtEnd = more.isEmpty
        // What is too much is noticed when the items are asked for.
        if bytes.count <= Self.maximumBytes { bytes += more }
    }

    mutating func next() throws(ObjectError) -> (key: String?, value: JSON)? {
        if bytes.count > Self.maximumBytes {
            throw ObjectError("The JSON document is larger than \(Self.maximumBytes) bytes.")
        }
        guard isAtEnd else { return nil }
        let items = if let items { items } else { try decode() }
        guard nextItem < items.count else { return nil }
        nextItem += 1
        return items[nextItem - 1]
    }

    private mutating func decode() throws(ObjectError) -> [(key: String?, value: JSON)] {
        let document: JSON
        do throws(JSONSyntaxError) {
            document = try JSON(parsing: bytes)
        } catch {
            throw ObjectError("The object is not valid JSON: \(error)")
        }
        bytes = []
        guard let node = document.value(at: pointer) else {
            throw ObjectError("The ItemsPointer '\(pointer)' does not lead to a value.")
        }
        let decoded: [(key: String?, value: JSON)]
        switch node {
        case .array(let elements): decoded = elements.map { (.none, $0) }
        case .object(let object): decoded = object.map { ($0.key, $0.value) }
        default: throw ObjectError("Attempting to map over non-iterable node.")
        }
        items = decoded
        return decoded
    }
}

extension JSON {
    /// The value at a JSON pointer (RFC 6901); nil where it leads nowhere.
    func value(at pointer: String) -> JSON? {
        guard !pointer.isEmpty else { return self }
        guard pointer.utf8.first == UInt8(ascii: "/") else { return Optional.none }
        var value = self
        for step in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let name = String(step).unescapedFromPointer
            let element = Int(name).flatMap { index in value[index] }
            guard let inner = value[name] ?? element else { return Optional.none }
            value = inner
        }
        return value
    }
}
