/// Where and why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong, without the place.
    public var message: String
    /// Bytes before the place.
    public var offset: Int
    /// The line of the place, from 1.
    public var line: Int
    /// The column of the place in characters, from 1.
    public var column: Int

    /// A sentence with place and reason.
    public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSON {
    /// Reads one JSON text (RFC 8259).
    ///
    /// Arrays and objects may nest 500 deep, which is far beyond what people write and safe on any thread's stack.
    ///
    /// - Parameter text: The whole text, with nothing but white space around the value.
    /// - Throws: ``JSONSyntaxError`` with the place of the first fault.
    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads one JSON text from UTF-8 bytes.
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        let result: Result<JSON, JSONSyntaxError> = bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer)
            do throws(JSONSyntaxError) { return .success(try parser.parseText()) } catch { return .failure(error) }
        }
        self = try result.get()
    }
}

/// A recursive-descent reader over bytes that stay put.
struct JSONParser {
    private static let maximumDepth = 500

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func parseText() throws(JSONSyntaxError) -> JSON {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        skipWhiteSpace()
        let value = try parseValue()
        skipWhiteSpace()
        guard position == bytes.count else { throw fault("more text after the end of the value") }
        return value
    }

    private mutating func parseValue() throws(JSONSyntaxError) -> JSON {
        guard position < bytes.count else { throw fault("the text ends where a value should be") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
        default: throw fault("expected a value")
        }
    }

    private mutating func parseObject() throws(JSONSyntaxError) -> JSON {
        try enter()
        var object = JSONObject()
        skipWhiteSpace()
        if take(UInt8(ascii: "}")) {
            depth -= 1
            return .object(object)
        }
        while true {
            skipWhiteSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw fault("expected a member name in double quotes")
            }
            let key = try parseString()
            skipWhiteSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("expected ':' after the member name") }
            skipWhiteSpace()
            object[key] = try parseValue()
            skipWhiteSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw fault("expected ',' or '}'") }
            depth -= 1
            return .object(object)
        }
    }

    private mutating func parseArray() throws(JSONSyntaxError) -> JSON {
        try enter()
        var elements: [JSON] = []
        skipWhiteSpace()
        if take(UInt8(ascii: "]")) {
            depth -= 1
            return .array(elements)
        }
        while true {
            skipWhiteSpace()
            elements.append(try parseValue())
            skipWhiteSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw fault("expected ',' or ']'") }
            depth -= 1
            return .array(elements)
        }
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw fault("nested more than \(Self.maximumDepth) levels deep") }
        position += 1
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count, (0..<count).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { throw fault("expected a value") }
        position += count
        return value
    }

    private mutating func parseNumber() throws(JSONSyntaxError) -> JSONNumber {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if position < bytes.count, isDigit(bytes[position]) { throw fault("a number may not begin with 0") }
        } else {
            try takeDigits()
        }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try takeDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try takeDigits()
        }
        if isInteger, position - start <= 18, bytes[start] != UInt8(ascii: "-") {
            var value: Int64 = 0
            for index in start..<position { value = value * 10 + Int64(bytes[index] & 0x0F) }
            return JSONNumber(value)
        }
        let literal = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = JSONNumber(literal: literal) else {
            position = start
            throw fault("a number beyond what can be held")
        }
        return number
    }

    private mutating func takeDigits() throws(JSONSyntaxError) {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        guard position > start else { throw fault("expected a digit") }
    }

    private mutating func parseString() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
                    position = start
                    throw fault("a string that is not UTF-8")
                }
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try parseEscapedString(from: start) }
            if byte < 0x20 { throw fault("a control character inside a string") }
            position += 1
        }
        position = start - 1
        throw fault("a string without its closing quote")
    }

    private mutating func parseEscapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var decoded = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: decoded, as: UTF8.self) else {
                    position = start
                    throw fault("a string that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                try parseEscape(into: &decoded)
            case 0..<0x20:
                position -= 1
                throw fault("a control character inside a string")
            default:
                decoded.append(byte)
            }
        }
        position = start - 1
        throw fault("a string without its closing quote")
    }

    private mutating func parseEscape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
        guard position < bytes.count else { throw fault("the text ends inside a string") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): try parseUnicodeEscape(into: &decoded)
        default:
            position -= 1
            throw fault("an unknown escape in a string")
        }
    }

    /// A lone surrogate has no UTF-8; it becomes U+FFFD, as in JavaScript's well-formed strings.
    private mutating func parseUnicodeEscape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
        var code = try parseHex()
        if (0xD800..<0xDC00).contains(code), position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        {
            let before = position
            position += 2
            let low = try parseHex()
            if (0xDC00..<0xE000).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            } else {
                position = before
            }
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private mutating func parseHex() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw fault("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private func fault(_ message: String) -> JSONSyntaxError {
        let before = bytes[..<position]
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        // Continuation bytes of UTF-8 do not start a character.
        let column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return JSONSyntaxError(message: message, offset: position, line: line, column: column)
    }
}
