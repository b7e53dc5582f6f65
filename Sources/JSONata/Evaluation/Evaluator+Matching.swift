import JSON

extension Evaluator {
    /// A regular expression called as a function: the first match in a text from an offset on.
    func match(_ pattern: RegexPattern, _ arguments: [Value]) throws(JSONataError) -> Value {
        guard case .string(let text)? = arguments.first else { return .undefined }
        let offset = arguments.count > 1 ? arguments[1].number.flatMap { Int(exactly: $0.rounded(.down)) } : nil
        try spend(text: text.utf8.count)
        let units = RegexText(text)
        return try describe(try find(pattern, in: units, from: offset ?? 0), pattern, units)
    }

    func nextMatch(_ pattern: RegexPattern, _ text: RegexText, _ offset: Int) throws(JSONataError) -> Value {
        guard offset < text.units.count else { return .undefined }
        let match = try find(pattern, in: text, from: offset)
        if let match, match.range.isEmpty { throw .of("D1004", value: .string(pattern.description)) }
        return try describe(match, pattern, text)
    }

    /// The first match from an offset on; the steps of the search count as work.
    func find(_ pattern: RegexPattern, in text: RegexText, from offset: Int) throws(JSONataError) -> RegexMatch? {
        var search = RegexSearch(pattern, in: text)
        do throws(RegexSearch.TooManySteps) {
            let match = try search.firstMatch(from: max(offset, 0))
            try charge(search.steps + (match?.range.count ?? 0))
            return match
        } catch {
            throw .limit("The regular expression \(pattern.description) takes too many steps")
        }
    }

    private func charge(_ steps: Int) throws(RegexSearch.TooManySteps) {
        do throws(JSONataError) { try spend(steps / 4) } catch { throw RegexSearch.TooManySteps() }
    }

    private func describe(
        _ match: RegexMatch?, _ pattern: RegexPattern, _ text: RegexText
    ) throws(JSONataError) -> Value {
        guard let match else { return .undefined }
        var members = OrderedMembers()
        members["match"] = .string(match.text)
        members["start"] = .number(Double(match.range.lowerBound))
        members["end"] = .number(Double(match.range.upperBound))
        members["groups"] = .array(of: match.groups.map { $0.map { .string($0) } ?? .undefined })
        members["next"] = try make(.nextMatch(pattern, text, match.range.upperBound))
        return .object(of: members)
    }
}
