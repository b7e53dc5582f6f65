/// Reads a regular expression.
struct RegexParser {
    private static let maximumDepth = 100
    private static let maximumRepetitions = 100_000

    let units: [UInt16]
    var position = 0
    private(set) var groupCount = 0
    private var names: [String: Int] = [:]
    private var depth = 0

    init(_ source: String) {
        units = Array(source.utf16)
    }

    mutating func parse() throws(RegexSyntaxError) -> RegexNode {
        let node = try alternatives()
        guard position == units.count else { throw RegexSyntaxError() }
        return node
    }

    private mutating func alternatives() throws(RegexSyntaxError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw RegexSyntaxError() }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegexSyntaxError) -> RegexNode {
        var items: [RegexNode] = []
        while let unit = peek(), unit != UInt16(ascii: "|"), unit != UInt16(ascii: ")") {
            let firstGroup = groupCount + 1
            let atom = try atom()
            items.append(try quantified(atom, groups: firstGroup..<max(firstGroup, groupCount + 1)))
        }
        return items.count == 1 ? items[0] : items.isEmpty ? .empty : .sequence(items)
    }

    private mutating func quantified(_ atom: RegexNode, groups: Range<Int>) throws(RegexSyntaxError) -> RegexNode {
        let least: Int
        let most: Int
        switch peek() {
        case UInt16(ascii: "*")?: (least, most, position) = (0, .max, position + 1)
        case UInt16(ascii: "+")?: (least, most, position) = (1, .max, position + 1)
        case UInt16(ascii: "?")?: (least, most, position) = (0, 1, position + 1)
        case UInt16(ascii: "{")?:
            guard let counts = counts() else { return atom }
            (least, most) = counts
        default: return atom
        }
        guard least <= most, least <= Self.maximumRepetitions else { throw RegexSyntaxError() }
        return .repetition(atom, least: least, most: most, isLazy: take("?"), groups: groups)
    }

    /// `{2}`, `{2,}` or `{2,5}`; anything else between braces is text.
    private mutating func counts() -> (Int, Int)? {
        let start = position
        position += 1
        guard let least = integer() else {
            position = start
            return nil
        }
        var most = least
        if take(",") { most = integer() ?? .max }
        guard take("}") else {
            position = start
            return nil
        }
        return (least, most)
    }

    private mutating func atom() throws(RegexSyntaxError) -> RegexNode {
        guard let unit = peek() else { throw RegexSyntaxError() }
        position += 1
        switch unit {
        case UInt16(ascii: "."): return .any
        case UInt16(ascii: "^"): return .lineStart
        case UInt16(ascii: "$"): return .lineEnd
        case UInt16(ascii: "("): return try group()
        case UInt16(ascii: "["): return .set(try set())
        case UInt16(ascii: "\\"): return try escape()
        case UInt16(ascii: "*"), UInt16(ascii: "+"), UInt16(ascii: "?"): throw RegexSyntaxError()
        case UInt16(ascii: "{"):
            position -= 1
            defer { position += 1 }
            if counts() != nil { throw RegexSyntaxError() }
            return .unit(unit)
        default: return .unit(unit)
        }
    }

    private mutating func group() throws(RegexSyntaxError) -> RegexNode {
        guard take("?") else { return try capture() }
        if take(":") { return try closed(try alternatives()) }
        if take("=") { return .look(try closed(try alternatives()), isBehind: false, isNegated: false) }
        if take("!") { return .look(try closed(try alternatives()), isBehind: false, isNegated: true) }
        guard take("<") else { throw RegexSyntaxError() }
        if take("=") { return .look(try closed(try alternatives()), isBehind: true, isNegated: false) }
        if take("!") { return .look(try closed(try alternatives()), isBehind: true, isNegated: true) }
        return try capture(name: try groupName())
    }

    private mutating func capture(name: String? = nil) throws(RegexSyntaxError) -> RegexNode {
        groupCount += 1
        let index = groupCount
        if let name { names[name] = index }
        return .group(try closed(try alternatives()), index: index)
    }

    private mutating func closed(_ node: RegexNode) throws(RegexSyntaxError) -> RegexNode {
        guard take(")") else { throw RegexSyntaxError() }
        return node
    }

    private mutating func groupName() throws(RegexSyntaxError) -> String {
        let start = position
        while let unit = peek(), unit != UInt16(ascii: ">") { position += 1 }
        let name = String(decoding: units[start..<position], as: UTF16.self)
        guard take(">"), !name.isEmpty else { throw RegexSyntaxError() }
        return name
    }

    private mutating func escape() throws(RegexSyntaxError) -> RegexNode {
        guard let unit = peek() else { throw RegexSyntaxError() }
        switch unit {
        case UInt16(ascii: "b"), UInt16(ascii: "B"):
            position += 1
            return .wordBoundary(isNegated: unit == UInt16(ascii: "B"))
        case UInt16(ascii: "1")...UInt16(ascii: "9"):
            guard let index = integer() else { throw RegexSyntaxError() }
            return .reference(index)
        case UInt16(ascii: "k") where names.isEmpty == false:
            position += 1
            guard take("<"), let index = names[try groupName()] else { throw RegexSyntaxError() }
            return .reference(index)
        default:
            if let set = setEscape() { return .set(set) }
            return .unit(try unitEscape())
        }
    }

    func peek() -> UInt16? {
        position < units.count ? units[position] : nil
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt16(ascii: character) else { return false }
        position += 1
        return true
    }

    /// A number, capped where it would be absurd.
    private mutating func integer() -> Int? {
        var value: Int?
        while let unit = peek(), RegexSet.digits.contains(unit) {
            value = min((value ?? 0) * 10 + Int(unit - 0x30), Self.maximumRepetitions * 10)
            position += 1
        }
        return value
    }
}
