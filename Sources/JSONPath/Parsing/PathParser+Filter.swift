import JSON

extension PathParser {
    /// `(condition)` after `?`.
    mutating func parseFilterInParentheses() throws(JSONPathSyntaxError) -> PathFilter {
        skipBlanks()
        guard take(UInt8(ascii: "(")) else { throw fault("expected ( after ?") }
        let filter = try parseOr()
        skipBlanks()
        guard take(UInt8(ascii: ")")) else { throw fault("expected )") }
        return filter
    }

    private mutating func parseOr() throws(JSONPathSyntaxError) -> PathFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("the filter nests too deeply") }
        var filter = try parseAnd()
        skipBlanks()
        while take("||") {
            filter = .or(filter, try parseAnd())
            skipBlanks()
        }
        return filter
    }

    private mutating func parseAnd() throws(JSONPathSyntaxError) -> PathFilter {
        var filter = try parseTerm()
        skipBlanks()
        while take("&&") {
            filter = .and(filter, try parseTerm())
            skipBlanks()
        }
        return filter
    }

    private mutating func parseTerm() throws(JSONPathSyntaxError) -> PathFilter {
        skipBlanks()
        var negations = 0
        while take(UInt8(ascii: "!")) {
            negations += 1
            skipBlanks()
        }
        let term: PathFilter
        if take(UInt8(ascii: "(")) {
            term = try parseOr()
            skipBlanks()
            guard take(UInt8(ascii: ")")) else { throw fault("expected )") }
        } else {
            term = try parseComparison()
        }
        return negations.isMultiple(of: 2) ? term : .not(term)
    }

    private mutating func parseComparison() throws(JSONPathSyntaxError) -> PathFilter {
        let left = try parseOperand()
        skipBlanks()
        if peek() == UInt8(ascii: "="), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "~") {
            throw fault("regular expressions are not supported in filters")
        }
        for comparison in FilterOperator.allCases where takeOperator(comparison.rawValue) {
            skipBlanks()
            return .compare(left, comparison, try parseOperand())
        }
        if case .literal = left { throw fault("expected a comparison") }
        return .exists(left)
    }

    /// An operator of letters must not be the start of a longer word.
    private mutating func takeOperator(_ word: String) -> Bool {
        let start = position
        guard take(word) else { return false }
        let isWord = word.utf8.first.map { $0 >= UInt8(ascii: "a") } ?? false
        if isWord, let next = peek(), isNameByte(next) {
            position = start
            return false
        }
        return true
    }

    private mutating func parseOperand() throws(JSONPathSyntaxError) -> FilterOperand {
        skipBlanks()
        guard let byte = peek() else { throw fault("expected a value or a path") }
        switch byte {
        case UInt8(ascii: "@"):
            position += 1
            return .current(try parseSegments())
        case UInt8(ascii: "$"):
            position += 1
            return .root(try parseSegments())
        default:
            return .literal(try parseLiteral())
        }
    }

    private mutating func parseLiteral() throws(JSONPathSyntaxError) -> JSON {
        skipBlanks()
        guard let byte = peek() else { throw fault("expected a value") }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return .string(try parseQuoted())
        case UInt8(ascii: "["):
            position += 1
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.maximumDepth else { throw fault("the filter nests too deeply") }
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array([]) }
            let elements = try parseList { parser throws(JSONPathSyntaxError) in try parser.parseLiteral() }
            guard take(UInt8(ascii: "]")) else { throw fault("expected ]") }
            return .array(elements)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try parseNumber()
        default:
            if take("true") { return true }
            if take("false") { return false }
            if take("null") { return .null }
            throw fault("expected a value or a path")
        }
    }

    private mutating func parseNumber() throws(JSONPathSyntaxError) -> JSON {
        let start = position
        position += 1
        while let byte = peek(), isDigit(byte) || [0x2E, 0x65, 0x45, 0x2B, 0x2D].contains(byte) { position += 1 }
        do {
            return try JSON(parsing: Array(bytes[start..<position]))
        } catch {
            position = start
            throw fault("not a number")
        }
    }
}
