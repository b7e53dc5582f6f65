/// Reads a path, byte by byte, in one pass.
struct PathParser {
    static let maximumLength = 16_384
    static let maximumDepth = 32

    let text: String
    let bytes: [UInt8]
    var position = 0
    /// How many filters stand around the current place.
    var depth = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// The whole text as one path from `$`.
    mutating func parsePath() throws(JSONPathSyntaxError) -> [PathSegment] {
        guard bytes.count <= Self.maximumLength else { throw fault("the path is too long") }
        skipSpaces()
        guard take(UInt8(ascii: "$")) else { throw fault("a path starts with $") }
        let segments = try parseSegments()
        let end = position
        skipSpaces()
        guard position == bytes.count else {
            position = end
            throw fault("unexpected character")
        }
        return segments
    }

    /// The steps from here to where no further step begins.
    mutating func parseSegments() throws(JSONPathSyntaxError) -> [PathSegment] {
        var segments: [PathSegment] = []
        while position < bytes.count {
            let start = position
            if take(UInt8(ascii: ".")) {
                let isDescending = take(UInt8(ascii: "."))
                // `$.['a b']` is the form that AWS recommends for names that a dot alone cannot write.
                let selector = peek() == UInt8(ascii: "[") ? try parseBracket() : try parseDotSelector()
                segments.append(PathSegment(selector: selector, isDescending: isDescending, offset: start))
            } else if peek() == UInt8(ascii: "[") {
                segments.append(PathSegment(selector: try parseBracket(), offset: start))
            } else {
                break
            }
            if case .function? = segments.last?.selector { break }
        }
        return segments
    }

    private mutating func skipSpaces() {
        while take(UInt8(ascii: " ")) {}
    }

    private mutating func parseDotSelector() throws(JSONPathSyntaxError) -> PathSelector {
        if take(UInt8(ascii: "*")) { return .wildcard }
        let start = position
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        guard position > start else { throw fault("expected a member name") }
        let name = slice(start, position)
        guard take(UInt8(ascii: "(")) else { return .child(name) }
        skipBlanks()
        guard take(UInt8(ascii: ")")) else { throw fault("functions of a path take no arguments") }
        guard let function = PathFunction(rawValue: name) else {
            position = start
            throw fault("unknown function \(name)()")
        }
        return .function(function)
    }

    private mutating func parseBracket() throws(JSONPathSyntaxError) -> PathSelector {
        position += 1
        skipBlanks()
        guard let byte = peek() else { throw fault("the path ends inside brackets") }
        let selector: PathSelector
        switch byte {
        case UInt8(ascii: "*"):
            position += 1
            selector = .wildcard
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            let names = try parseList { parser throws(JSONPathSyntaxError) in try parser.parseQuoted() }
            selector = names.count == 1 ? .child(names[0]) : .children(names)
        case UInt8(ascii: "?"):
            position += 1
            selector = .filter(try parseFilterInParentheses())
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            selector = try parseIndexOrSlice()
        default:
            throw fault("expected a name in quotes, an index, a slice, * or a filter")
        }
        skipBlanks()
        guard take(UInt8(ascii: "]")) else { throw fault("expected ]") }
        return selector
    }

    private mutating func parseIndexOrSlice() throws(JSONPathSyntaxError) -> PathSelector {
        let first = try parseInteger()
        skipBlanks()
        if take(UInt8(ascii: ":")) {
            skipBlanks()
            let second = try parseInteger()
            skipBlanks()
            if take(UInt8(ascii: ":")) {
                // Jayway reads a step and forgets it.
                guard first != nil || second != nil else { throw fault("a slice with a step needs an end") }
                _ = try parseInteger()
            }
            return .slice(from: first, to: second)
        }
        guard let first else { throw fault("expected an index") }
        guard peek() == UInt8(ascii: ",") else { return .index(first) }
        var indices = [first]
        while take(UInt8(ascii: ",")) {
            skipBlanks()
            guard let next = try parseInteger() else { throw fault("expected an index") }
            indices.append(next)
            skipBlanks()
        }
        return .indices(indices)
    }

    private mutating func parseInteger() throws(JSONPathSyntaxError) -> Int? {
        let start = position
        _ = take(UInt8(ascii: "-"))
        while let byte = peek(), isDigit(byte) { position += 1 }
        guard position > start else { return nil }
        guard let value = Int32(slice(start, position)) else {
            position = start
            throw fault("not an index")
        }
        return Int(value)
    }
}
