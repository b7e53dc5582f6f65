/// A regular expression in JavaScript's syntax.
struct RegexPattern: Hashable, Sendable, CustomStringConvertible {
    let source: String
    let flags: RegexFlags
    let program: RegexProgram

    init(_ source: String, flags: RegexFlags) throws(RegexSyntaxError) {
        var parser = RegexParser(source)
        program = try RegexProgram(try parser.parse(), groupCount: parser.groupCount)
        self.source = source
        self.flags = flags
    }

    var description: String {
        "/\(source)/" + (flags.contains(.ignoresCase) ? "i" : "") + (flags.contains(.multiline) ? "m" : "")
    }

    static func == (left: RegexPattern, right: RegexPattern) -> Bool {
        left.source == right.source && left.flags == right.flags
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(flags)
    }
}

struct RegexFlags: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let ignoresCase = RegexFlags(rawValue: 1)
    static let multiline = RegexFlags(rawValue: 2)
}

struct RegexSyntaxError: Error {}

/// A part of a regular expression.
indirect enum RegexNode: Sendable {
    case empty
    case unit(UInt16)
    case any
    case set(RegexSet)
    case sequence([RegexNode])
    case alternatives([RegexNode])
    case group(RegexNode, index: Int)
    case reference(Int)
    case lineStart
    case lineEnd
    case wordBoundary(isNegated: Bool)
    case look(RegexNode, isBehind: Bool, isNegated: Bool)
    /// The groups inside are cleared at the start of each round.
    case repetition(RegexNode, least: Int, most: Int, isLazy: Bool, groups: Range<Int>)
}

/// A class of characters.
struct RegexSet: Sendable {
    var ranges: [ClosedRange<UInt16>] = []
    var isNegated = false

    func contains(_ unit: UInt16) -> Bool {
        ranges.contains { $0.contains(unit) } != isNegated
    }

    static let digits = RegexSet(ranges: [0x30...0x39])
    static let words = RegexSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let spaces = RegexSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])

    /// What the set does not hold, as ranges.
    var complement: [ClosedRange<UInt16>] {
        var (gaps, next): ([ClosedRange<UInt16>], UInt32) = ([], 0)
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let lower = UInt32(range.lowerBound)
            if next < lower { gaps.append(UInt16(next)...UInt16(lower - 1)) }
            next = max(next, UInt32(range.upperBound) + 1)
        }
        if next <= 0xFFFF { gaps.append(UInt16(next)...0xFFFF) }
        return gaps
    }
}
