import JSON

/// How much an execution may do. The defaults are the quotas of Step Functions.
public struct ExecutionLimits: Hashable, Sendable {
    /// UTF-8 bytes that any input, output or result may have.
    public static let serviceDataBytes = 262_144
    /// The most seconds of a wait, a timeout or a retrier's interval.
    static let maximumSeconds = 99_999_999

    /// UTF-8 bytes of a state's input, output or result.
    public var dataBytes = serviceDataBytes
    /// Events of one history.
    public var historyEvents = 25_000
    /// States that one execution may enter, also where no event is recorded.
    public var transitions = 500_000
    /// UTF-8 bytes of all variables that one strand sees.
    public var variableBytes = 10_485_760
    /// Characters of an error name.
    public var errorLength = 256
    /// How long an express workflow may run.
    public var expressDuration = Duration.seconds(300)
    /// Characters of a cause.
    public var causeLength = 32_768

    /// The quotas of the service.
    public init() {}
}

extension JSON {
    /// How deeply data may nest; deeper data could not be read back.
    static let maximumNesting = 400

    /// Whether the value's JSON text has at most so many bytes.
    func fits(bytes limit: Int) -> Bool {
        var left = limit
        return measure(&left, depth: 0)
    }

    private func measure(_ left: inout Int, depth: Int) -> Bool {
        guard depth <= Self.maximumNesting else { return false }
        switch self {
        case .null, .bool(true): left -= 4
        case .bool(false): left -= 5
        case .number(let number): left -= number.textLength
        case .string(let text): left -= text.quotedLength
        case .array(let elements):
            left -= 2 + max(0, elements.count - 1)
            for element in elements where !element.measure(&left, depth: depth + 1) { return false }
        case .object(let object):
            left -= 2 + max(0, object.count - 1)
            let fits = object.withContiguousStorageIfAvailable { members in
                // By index, which copies no member.
                for place in members.indices {
                    left -= members[place].key.quotedLength + 1
                    if !members[place].value.measure(&left, depth: depth + 1) { return false }
                }
                return true
            }
            if fits == false { return false }
        }
        return left >= 0
    }
}

extension JSONNumber {
    /// Bytes of the number's JSON text.
    fileprivate var textLength: Int {
        guard isIntegerLiteral, let int else { return description.utf8.count }
        var (length, rest) = (int < 0 ? 2 : 1, int.magnitude)
        while rest >= 10 {
            length += 1
            rest /= 10
        }
        return length
    }
}

extension String {
    /// Bytes of the string's JSON text, with its quotes and escapes.
    fileprivate var quotedLength: Int {
        var text = self
        return text.withUTF8 { bytes in
            var length = bytes.count + 2
            for byte in bytes where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                length += Self.length(ofEscaped: byte) - 1
            }
            return length
        }
    }

    private static func length(ofEscaped byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: 2
        case 0..<0x20: 6
        default: 1
        }
    }
}
