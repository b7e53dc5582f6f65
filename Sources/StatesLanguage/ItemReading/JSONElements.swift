import JSON

/// Items that are the elements of an array, or the members of an object, which is the whole document. Holds one of them
/// at a time, whatever their number.
struct JSONElements: ItemDecoder {
    private enum Container {
        case array
        case object
    }

    private var bytes: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var container: Container?
    private var isClosed = false
    private var followsComma = false
    /// How far the search for the end of the current element went, and what it saw.
    private var scan = Scan()

    private struct Scan {
        var length = 0
        var depth = 0
        var isInString = false
        var isEscaped = false
    }

    mutating func add(_ more: [UInt8]) {
        isAtEnd = more.isEmpty
        bytes.removeFirst(position)
        position = 0
        bytes += more
    }

    mutating func next() throws(ObjectError) -> (key: String?, value: JSON)? {
        guard try openContainer(), let container else { return nil }
        while !isClosed {
            let end = elementEnd()
            guard scan.length <= ItemLimits.bytes else {
                throw ObjectError("An item of the JSON document is larger than \(ItemLimits.bytes) bytes.")
            }
            guard let end else {
                if isAtEnd { throw ObjectError("The object is not valid JSON: the text ends inside a value") }
                return nil
            }
            let text = bytes[position..<end]
            let closes = bytes[end] != UInt8(ascii: ",")
            position = end + 1
            scan = Scan()
            if closes { try close(with: bytes[end], container) }
            if text.allSatisfy({ $0 <= 0x20 }) {
                if closes, !followsComma { return nil }
                throw ObjectError("The object is not valid JSON: a comma without a value")
            }
            followsComma = !closes
            return try element(text, container)
        }
        return nil
    }

    private mutating func openContainer() throws(ObjectError) -> Bool {
        if container != nil { return true }
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        guard position < bytes.count else {
            if isAtEnd { throw ObjectError("The object is not valid JSON: it is empty") }
            return false
        }
        switch bytes[position] {
        case UInt8(ascii: "["): container = .array
        case UInt8(ascii: "{"): container = .object
        default: throw ObjectError("Attempting to map over non-iterable node.")
        }
        position += 1
        return true
    }

    /// The place of the comma or bracket behind the current element; nil where it is not among the bytes yet.
    private mutating func elementEnd() -> Int? {
        var index = position + scan.length
        defer { scan.length = index - position }
        while index < bytes.count {
            let byte = bytes[index]
            if scan.isInString {
                if scan.isEscaped {
                    scan.isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    scan.isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    scan.isInString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): scan.isInString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"): scan.depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if scan.depth == 0 { return index }
                    scan.depth -= 1
                case UInt8(ascii: ","):
                    if scan.depth == 0 { return index }
                default: break
                }
            }
            index += 1
        }
        return nil
    }

    private mutating func close(with bracket: UInt8, _ container: Container) throws(ObjectError) {
        guard bracket == (container == .array ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
            throw ObjectError("The object is not valid JSON: brackets do not match")
        }
        isClosed = true
    }

    private func element(
        _ text: ArraySlice<UInt8>, _ container: Container
    ) throws(ObjectError) -> (key: String?, value: JSON) {
        let value: JSON
        do throws(JSONSyntaxError) {
            // A member alone is read as an object of one.
            let isMember = container == .object
            value = try JSON(
                parsing: isMember ? [UInt8(ascii: "{")] + text + [UInt8(ascii: "}")] : Array(text))
        } catch {
            throw ObjectError("The object is not valid JSON: \(error.message)")
        }
        guard container == .object, let member = value.object?.first else { return (.none, value) }
        return (member.key, member.value)
    }
}
