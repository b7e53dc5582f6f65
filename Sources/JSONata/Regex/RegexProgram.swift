/// A regular expression as instructions for a machine with a stack of its own, so that long texts need no deep calls.
struct RegexProgram: Sendable {
    enum Instruction: Sendable {
        case unit(UInt16)
        case any
        case set(RegexSet)
        case reference(Int)
        case lineStart
        case lineEnd
        case wordBoundary(isNegated: Bool)
        /// Goes on at the first place, and at the second if that leads nowhere.
        case split(Int, Int)
        case jump(Int)
        case save(Int)
        case clearGroups(Range<Int>)
        case startLoop(Int)
        /// Decides between another round, which follows, and the end of the loop.
        case loop(Int, least: Int, most: Int, isLazy: Bool, end: Int)
        case endRound(Int, least: Int, loop: Int)
        /// The condition follows, up to its own `accept`.
        case look(isBehind: Bool, isNegated: Bool, end: Int)
        case accept
    }

    private(set) var instructions: [Instruction] = []
    private(set) var loopCount = 0
    let groupCount: Int

    /// A program of one instruction takes some 40 bytes, for as long as its expression is kept.
    private static let maximumSize = 250_000

    /// - Throws: ``RegexSyntaxError`` where the program would be larger than any that a person writes.
    init(_ root: RegexNode, groupCount: Int) throws(RegexSyntaxError) {
        self.groupCount = groupCount
        append(root)
        instructions.append(.accept)
        guard instructions.count <= Self.maximumSize else { throw RegexSyntaxError() }
    }

    private mutating func append(_ node: RegexNode) {
        switch node {
        case .empty: break
        case .unit(let unit): instructions.append(.unit(unit))
        case .any: instructions.append(.any)
        case .set(let set): instructions.append(.set(set))
        case .reference(let index): instructions.append(.reference(index))
        case .lineStart: instructions.append(.lineStart)
        case .lineEnd: instructions.append(.lineEnd)
        case .wordBoundary(let isNegated): instructions.append(.wordBoundary(isNegated: isNegated))
        case .sequence(let items): for item in items { append(item) }
        case .alternatives(let branches): append(branches)
        case .group(let inner, let index):
            instructions.append(.save(index * 2))
            append(inner)
            instructions.append(.save(index * 2 + 1))
        case .look(let inner, let isBehind, let isNegated):
            let start = instructions.count
            instructions.append(.accept)
            append(inner)
            instructions.append(.accept)
            instructions[start] = .look(isBehind: isBehind, isNegated: isNegated, end: instructions.count)
        case .repetition(let inner, let least, let most, let isLazy, let groups):
            appendLoop(inner, least, most, isLazy, groups)
        }
    }

    /// Each branch but the last begins with the way to the next one and ends with the way out.
    private mutating func append(_ branches: [RegexNode]) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = instructions.count
            instructions.append(.accept)
            append(branch)
            jumps.append(instructions.count)
            instructions.append(.accept)
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = branches.last { append(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func appendLoop(
        _ inner: RegexNode, _ least: Int, _ most: Int, _ isLazy: Bool, _ groups: Range<Int>
    ) {
        let register = loopCount
        loopCount += 1
        instructions.append(.startLoop(register))
        let loop = instructions.count
        instructions.append(.accept)
        if !groups.isEmpty { instructions.append(.clearGroups(groups)) }
        append(inner)
        instructions.append(.endRound(register, least: least, loop: loop))
        instructions[loop] = .loop(register, least: least, most: most, isLazy: isLazy, end: instructions.count)
    }
}
