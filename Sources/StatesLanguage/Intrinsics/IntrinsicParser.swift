import JSON
import JSONPath

/// Why a text is not a call of an intrinsic function.
struct IntrinsicSyntaxError: Error, Hashable, Sendable {
    var message: String
    /// UTF-8 bytes before the place.
    var offset: Int
}

/// Reads a call with its nested calls.
struct IntrinsicParser {
    static let maximumLength = 10_000
    /// Calls in one field, at most. The service's documentation says that calls may "nest up to 10" and counts in its
    /// example every call, however deep.
    static let maximumCalls = 10

    private let bytes: [UInt8]
    private var position = 0
    private var calls = 0

    /// The call that a text is.
    static func parse(_ text: String) throws(IntrinsicSyntaxError) -> IntrinsicCall {
        var parser = IntrinsicParser(bytes: Array(text.utf8))
        guard parser.bytes.count <= maximumLength else { throw parser.fault("the expression is too long") }
        parser.skipBlanks()
        let call = try parser.parseCall()
        parser.skipBlanks()
        guard parser.position == parser.bytes.count else { throw parser.fault("unexpected character") }
        return call
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func parseCall() throws(IntrinsicSyntaxError) -> IntrinsicCall {
        calls += 1
        guard calls <= Self.maximumCalls else { throw fault("more than \(Self.maximumCalls) calls in one field") }
        let start = position
        while let byte = peek(), byte != UInt8(ascii: "("), byte != UInt8(ascii: ","), byte > 0x20 { position += 1 }
        let name = slice(start, position)
        guard let function = IntrinsicFunction(rawValue: name) else {
            position = start
            throw fault("unknown function '\(name)'")
        }
        skipBlanks()
        guard take(UInt8(ascii: "(")) else { throw fault("expected ( after \(name)") }
        var arguments: [IntrinsicCall.Argument] = []
        skipBlanks()
        if !take(UInt8(ascii: ")")) {
            repeat {
                skipBlanks()
                arguments.append(try parseArgument())
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: ")")) else { throw fault("expected , or )") }
        }
        guard function.argumentCounts.contains(arguments.count) else {
            position = start
            throw fault("\(name) does not take \(arguments.count) arguments")
        }
        for (index, argument) in arguments.enumerated() {
            let type = function.parameterType(at: index)
            guard !type.accepts(argument) else { continue }
            position = start
            throw fault("argument \(index + 1) of \(name) must be \(type.name)")
        }
        return IntrinsicCall(text: slice(start, position), function: function, arguments: arguments)
    }

    private mutating func parseArgument() throws(IntrinsicSyntaxError) -> IntrinsicCall.Argument {
        guard let byte = peek() else { throw fault("expected an argument") }
        switch byte {
        case UInt8(ascii: "'"): return try parseString()
        case UInt8(ascii: "$"): return .path(try parsePath())
        case UInt8(ascii: "S"): return .call(try parseCall())
        default: return .literal(try parseLiteral())
        }
    }

    private mutating func parseString() throws(IntrinsicSyntaxError) -> IntrinsicCall.Argument {
        let start = position
        position += 1
        var value: [UInt8] = []
        while let byte = peek() {
            position += 1
            if byte == UInt8(ascii: "'") {
                return .string(
                    value: String(decoding: value, as: UTF8.self), raw: slice(start + 1, position - 1))
            }
            if byte == UInt8(ascii: "\\"), let next = peek() {
                guard "'{}\\".utf8.contains(next) else { throw fault("an unknown escape in a string") }
                value.append(next)
                position += 1
            } else {
                value.append(byte)
            }
        }
        position = start
        throw fault("a string without its closing quote")
    }

    /// A path ends at a comma or bracket of the call, unless it stands inside the path's own brackets or quotes.
    private mutating func parsePath() throws(IntrinsicSyntaxError) -> PathExpression {
        let start = position
        var nesting = 0
        var quote: UInt8?
        scan: while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\\") where quote != nil: position += 1
            case quote: quote = nil
            case _ where quote != nil: break
            case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
            case UInt8(ascii: "["), UInt8(ascii: "("): nesting += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"):
                if nesting == 0 { break scan }
                nesting -= 1
            case UInt8(ascii: ",") where nesting == 0: break scan
            default: break
            }
            position += 1
        }
        position = min(position, bytes.count)
        var end = position
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        do {
            return try PathExpression(parsing: slice(start, end))
        } catch {
            throw IntrinsicSyntaxError(message: error.message, offset: start + error.offset)
        }
    }

    private mutating func parseLiteral() throws(IntrinsicSyntaxError) -> JSON {
        let start = position
        while let byte = peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: ")"), byte > 0x20 { position += 1 }
        do {
            let value = try JSON(parsing: Array(bytes[start..<position]))
            if value.array == nil, value.object == nil, value.string == nil { return value }
        } catch {}
        position = start
        throw fault("expected a string in single quotes, a number, true, false, null, a path or a call")
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private func slice(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func fault(_ message: String) -> IntrinsicSyntaxError {
        IntrinsicSyntaxError(message: message, offset: position)
    }
}
