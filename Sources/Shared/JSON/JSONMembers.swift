/// The members of a JSON object as raw text, found without building values.
///
/// For lines by the million of which only a few members matter. The text must come from a writer that is trusted to make
/// JSON, such as our own: brackets and strings are followed, values are not checked.
public struct JSONMembers: Sequence, IteratorProtocol {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// The members of the object that a text holds; none where it holds no object.
    public init(of text: ArraySlice<UInt8>) {
        bytes = text
        position = text.startIndex
        skipWhiteSpace()
        if position < bytes.endIndex, bytes[position] == UInt8(ascii: "{") {
            position += 1
        } else {
            position = bytes.endIndex
        }
    }

    /// The next member: its name as written between the quotes (escapes and all), and its value's text.
    public mutating func next() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
        // Bare memory for the inner loops: this runs over every byte of every line of an upload.
        let start = bytes.startIndex
        let found = bytes.withUnsafeBufferPointer { buffer -> (name: Range<Int>, value: Range<Int>)? in
            var scanner = MemberScanner(bytes: buffer, position: position - start)
            defer { position = start + scanner.position }
            return scanner.next()
        }
        guard let found else { return nil }
        return (
            bytes[(start + found.name.lowerBound)..<(start + found.name.upperBound)],
            bytes[(start + found.value.lowerBound)..<(start + found.value.upperBound)]
        )
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.endIndex, bytes[position] <= 0x20 { position += 1 }
    }
}

/// Finds the ends of members in bytes that stay put. Never reads past them, whatever they hold.
private struct MemberScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position: Int

    mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
        skipSeparators()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        let nameStart = position + 1
        skipString()
        let name = nameStart..<Swift.max(nameStart, position - 1)
        skipSeparators()
        let valueStart = position
        skipValue()
        return (name, valueStart..<position)
    }

    private mutating func skipSeparators() {
        while position < bytes.count,
            bytes[position] <= 0x20 || bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: ":")
        { position += 1 }
    }

    private mutating func skipString() {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position = Swift.min(position + 2, bytes.count)
            case UInt8(ascii: "\""):
                position += 1
                return
            default: position += 1
            }
        }
    }

    private mutating func skipValue() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipString()
                if depth == 0 { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            case UInt8(ascii: ","):
                if depth == 0 { return }
            default: break
            }
            position += 1
        }
    }
}
