/// The matches of a string, a regular expression or a function of the expression's own, one after the other.
struct Matches {
    struct Match {
        var text: String
        /// UTF-16 units.
        var range: Range<Int>
        var groups: [Value]
        /// The match as functions get it.
        var value: Value
        var isLiteral = false

        func group(_ number: Int) -> String? {
            number <= groups.count ? groups[number - 1].string : nil
        }
    }

    private let matcher: Value
    private let text: String
    private let evaluator: Evaluator
    private let function: String
    private let units: RegexText
    private var position = 0
    private var following: Value?

    init(_ matcher: Value, in text: String, _ evaluator: Evaluator, function: String) {
        self.matcher = matcher
        self.text = text
        self.evaluator = evaluator
        self.function = function
        units = RegexText(text)
    }

    mutating func next() throws(JSONataError) -> Match? {
        if let part = matcher.string { return try nextLiteral(part) }
        let call = following ?? matcher
        let result = try evaluator.apply(
            call, following == nil ? [.string(text)] : [], context: .undefined)
        guard !result.isUndefined else { return nil }
        let next = result.member("next")
        guard let start = result.member("start").number, let end = result.member("end").number,
            result.member("groups").isArray, next.function != nil,
            let lower = Int(exactly: start), let upper = Int(exactly: end)
        else { throw .of("T1010", token: function) }
        let matched = result.member("match").string ?? ""
        let bounded = min(max(lower, 0), units.units.count)
        // What a matcher of the expression's own says need not fit the text.
        let range = bounded..<max(bounded, min(max(upper, bounded), units.units.count))
        following = next
        return Match(text: matched, range: range, groups: Elements(result.member("groups")).all, value: result)
    }

    private mutating func nextLiteral(_ part: String) throws(JSONataError) -> Match? {
        guard let range = units.units.range(of: Array(part.utf16), from: position) else { return nil }
        try evaluator.spend(1 + (range.upperBound - position) / 16)
        position = range.upperBound
        var members = OrderedMembers()
        members["match"] = .string(part)
        members["start"] = .number(Double(range.lowerBound))
        members["end"] = .number(Double(range.upperBound))
        members["groups"] = .array(of: [])
        return Match(text: part, range: range, groups: [], value: .object(of: members), isLiteral: true)
    }
}
