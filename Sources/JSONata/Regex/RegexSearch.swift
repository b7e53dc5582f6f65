/// A text as regular expressions see it: UTF-16 units.
struct RegexText {
    let units: [UInt16]

    init(_ text: String) {
        units = Array(text.utf16)
    }

    func slice(_ range: Range<Int>) -> String {
        String(decoding: units[range], as: UTF16.self)
    }
}

/// What a regular expression found.
struct RegexMatch {
    /// UTF-16 units of the text.
    let range: Range<Int>
    let text: String
    /// Groups that took no part are nil.
    let groups: [String?]
}

/// Runs a regular expression over a text.
struct RegexSearch {
    /// The search was given up: some patterns take exponential time.
    struct TooManySteps: Error {}

    private enum Choice {
        case branch(Int, position: Int)
        case group(Int, Int)
        case round(Int, Round)
    }

    private struct Round {
        var count = 0
        var start = 0
    }

    static let maximumSteps = 4_000_000

    private let pattern: RegexPattern
    private let instructions: [RegexProgram.Instruction]
    private let text: RegexText
    private let ignoresCase: Bool
    private var bounds: [Int]
    private var rounds: [Round]
    private var choices: [Choice] = []
    /// What the last search took: instructions carried out, and what they looked at beyond one unit.
    private(set) var steps = 0

    init(_ pattern: RegexPattern, in text: RegexText) {
        self.pattern = pattern
        self.text = text
        instructions = pattern.program.instructions
        ignoresCase = pattern.flags.contains(.ignoresCase)
        bounds = Array(repeating: -1, count: (pattern.program.groupCount + 1) * 2)
        rounds = Array(repeating: Round(), count: pattern.program.loopCount)
    }

    /// The first match that begins at an offset or behind it.
    mutating func firstMatch(from offset: Int) throws(TooManySteps) -> RegexMatch? {
        guard offset <= text.units.count else { return nil }
        for index in bounds.indices { bounds[index] = -1 }
        choices.removeAll(keepingCapacity: true)
        steps = bounds.count
        // Where no match begins, going back has undone all that was noted down.
        for start in offset...text.units.count {
            guard let end = try run(from: 0, at: start) else { continue }
            return RegexMatch(range: start..<end, text: text.slice(start..<end), groups: groups)
        }
        return nil
    }

    private var groups: [String?] {
        (1..<(bounds.count / 2)).map { index in
            let (start, end) = (bounds[index * 2], bounds[index * 2 + 1])
            return start >= 0 && end >= start ? text.slice(start..<end) : nil
        }
    }

    /// Where a match from an instruction on ends; nil where there is none.
    private mutating func run(from first: Int, at start: Int, endingAt end: Int? = nil) throws(TooManySteps) -> Int? {
        let base = choices.count
        var (pc, position) = (first, start)
        while true {
            steps += 1
            guard steps <= Self.maximumSteps else { throw TooManySteps() }
            if case .accept = instructions[pc], end == nil || position == end { return position }
            if let next = try step(pc, &position) {
                pc = next
            } else {
                guard let (next, place) = backtrack(to: base) else { return nil }
                (pc, position) = (next, place)
            }
        }
    }

    /// Undoes what was done since the last choice, and takes its other branch.
    private mutating func backtrack(to base: Int) -> (Int, Int)? {
        while choices.count > base, let choice = choices.popLast() {
            switch choice {
            case .branch(let pc, let position): return (pc, position)
            case .group(let index, let bound): bounds[index] = bound
            case .round(let register, let round): rounds[register] = round
            }
        }
        return nil
    }

    /// Carries out one instruction and gives the next; nil where it fails.
    private mutating func step(_ pc: Int, _ position: inout Int) throws(TooManySteps) -> Int? {
        switch instructions[pc] {
        case .unit(let unit):
            guard position < text.units.count, equal(unit, text.units[position]) else { return nil }
            position += 1
        case .any:
            guard position < text.units.count, !Self.isLineEnd(text.units[position]) else { return nil }
            position += 1
        case .set(let set):
            steps += set.ranges.count / 4
            guard position < text.units.count, contains(set, text.units[position]) else { return nil }
            position += 1
        case .reference(let index): return refer(to: index, &position) ? pc + 1 : nil
        case .split(let first, let second):
            choices.append(.branch(second, position: position))
            return first
        case .jump(let target): return target
        case .save(let index): set(index, position)
        case .clearGroups(let groups):
            steps += groups.count
            for index in groups { for bound in 0...1 { set(index * 2 + bound, -1) } }
        case .startLoop, .loop, .endRound: return loop(pc, position)
        case .look(let isBehind, let isNegated, let end):
            let holds = isBehind ? try looksBehind(pc + 1, position) : try looksAhead(pc + 1, position, isNegated)
            return holds != isNegated ? end : nil
        case .lineStart, .lineEnd, .wordBoundary: return holds(instructions[pc], position) ? pc + 1 : nil
        case .accept: return nil
        }
        return pc + 1
    }

    private mutating func set(_ index: Int, _ bound: Int) {
        guard bounds.indices.contains(index) else { return }
        choices.append(.group(index, bounds[index]))
        bounds[index] = bound
    }

    private mutating func set(_ register: Int, _ round: Round) {
        choices.append(.round(register, rounds[register]))
        rounds[register] = round
    }

    private mutating func loop(_ pc: Int, _ position: Int) -> Int? {
        switch instructions[pc] {
        case .startLoop(let register):
            set(register, Round(count: 0, start: position))
            return pc + 1
        case .loop(let register, let least, let most, let isLazy, let end):
            let count = rounds[register].count
            set(register, Round(count: count, start: position))
            if count < least { return pc + 1 }
            if count >= most { return end }
            choices.append(.branch(isLazy ? pc + 1 : end, position: position))
            return isLazy ? end : pc + 1
        case .endRound(let register, let least, let loop):
            let round = rounds[register]
            // A round that takes nothing would go on for ever.
            if position == round.start, round.count >= least { return nil }
            set(register, Round(count: round.count + 1, start: round.start))
            return loop
        default: return nil
        }
    }

    private mutating func looksAhead(_ pc: Int, _ position: Int, _ isNegated: Bool) throws(TooManySteps) -> Bool {
        let base = choices.count
        let holds = try run(from: pc, at: position) != nil
        if holds, !isNegated {
            // What was matched stays, other ways to match it do not.
            let kept = choices[base...].filter { if case .branch = $0 { false } else { true } }
            choices.replaceSubrange(base..., with: kept)
        } else {
            while backtrack(to: base) != nil {}
        }
        return holds
    }

    private mutating func looksBehind(_ pc: Int, _ position: Int) throws(TooManySteps) -> Bool {
        for start in stride(from: position, through: 0, by: -1) {
            let base = choices.count
            let holds = try run(from: pc, at: start, endingAt: position) != nil
            while backtrack(to: base) != nil {}
            if holds { return true }
        }
        return false
    }

    private mutating func refer(to index: Int, _ position: inout Int) -> Bool {
        guard index * 2 + 1 < bounds.count else { return true }
        let (start, end) = (bounds[index * 2], bounds[index * 2 + 1])
        guard start >= 0, end >= start else { return true }
        guard position + end - start <= text.units.count else { return false }
        steps += end - start
        for offset in 0..<(end - start) where !equal(text.units[start + offset], text.units[position + offset]) {
            return false
        }
        position += end - start
        return true
    }

    private func holds(_ instruction: RegexProgram.Instruction, _ position: Int) -> Bool {
        let isMultiline = pattern.flags.contains(.multiline)
        switch instruction {
        case .lineStart: return position == 0 || isMultiline && Self.isLineEnd(text.units[position - 1])
        case .lineEnd:
            return position == text.units.count || isMultiline && Self.isLineEnd(text.units[position])
        case .wordBoundary(let isNegated):
            let before = position > 0 && RegexSet.words.contains(text.units[position - 1])
            let after = position < text.units.count && RegexSet.words.contains(text.units[position])
            return (before != after) != isNegated
        default: return false
        }
    }

    private func equal(_ left: UInt16, _ right: UInt16) -> Bool {
        left == right || ignoresCase && Self.folded(left) == Self.folded(right)
    }

    private func contains(_ set: RegexSet, _ unit: UInt16) -> Bool {
        guard ignoresCase else { return set.contains(unit) }
        let isListed = [unit, Self.folded(unit), Self.unfolded(unit)].contains { unit in
            set.ranges.contains { $0.contains(unit) }
        }
        return isListed != set.isNegated
    }

    private static func folded(_ unit: UInt16) -> UInt16 {
        mapped(unit) { $0.uppercaseMapping }
    }

    private static func unfolded(_ unit: UInt16) -> UInt16 {
        mapped(unit) { $0.lowercaseMapping }
    }

    private static func mapped(_ unit: UInt16, _ map: (Unicode.Scalar.Properties) -> String) -> UInt16 {
        guard let scalar = Unicode.Scalar(unit) else { return unit }
        let mapped = map(scalar.properties).utf16
        return mapped.count == 1 ? mapped.first ?? unit : unit
    }

    private static func isLineEnd(_ unit: UInt16) -> Bool {
        unit == 0x0A || unit == 0x0D || unit == 0x2028 || unit == 0x2029
    }
}
