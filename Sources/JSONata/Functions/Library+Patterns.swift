import JSON

/// Functions that search in strings, for a string or with a matcher.
extension Library {
    static let patterns: [NativeFunction] = [
        function("match", "<s-f<s:o>n?:a<o>>", match),
        function("contains", "<s-(sf):b>", contains),
        function("replace", "<s-(sf)(sf)n?:s>", replace),
        function("split", "<s-(sf)n?:a<s>>", split),
    ]

    @Sendable private static func contains(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        if arguments.argument(1).isUndefined { return .undefined }
        if let part = arguments.argument(1).string {
            return .bool(Array(text.utf16).range(of: Array(part.utf16), from: 0) != nil)
        }
        var matches = Matches(arguments.argument(1), in: text, evaluator, function: "contains")
        return .bool(try matches.next() != nil)
    }

    @Sendable private static func match(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        if let limit = arguments.argument(2).number, limit < 0 {
            throw .of("D3040", value: arguments[2].json(), fields: ["index": 3])
        }
        let limit = arguments.integer(2) ?? .max
        var found: [Value] = []
        var matches = Matches(arguments.argument(1), in: text, evaluator, function: "match")
        while found.count < limit, let match = try matches.next() {
            var members = OrderedMembers()
            members["match"] = .string(match.text)
            members["index"] = .number(Double(match.range.lowerBound))
            members["groups"] = .array(of: match.groups)
            found.append(.object(of: members))
        }
        return .sequence(found)
    }

    @Sendable private static func split(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        if let limit = arguments.argument(2).number, limit < 0 {
            throw .of("D3020", value: arguments[2].json(), fields: ["index": 3])
        }
        let limit = arguments.integer(2) ?? .max
        try evaluator.spend(text.utf8.count)
        if let separator = arguments.argument(1).string {
            return .array(of: pieces(of: text, by: separator).prefix(limit).map { .string($0) })
        }
        var parts: [Value] = []
        var position = 0
        let units = RegexText(text)
        var matches = Matches(arguments.argument(1), in: text, evaluator, function: "split")
        var isDone = false
        while parts.count < limit, !isDone {
            guard let match = try matches.next() else {
                parts.append(.string(units.slice(position..<units.units.count)))
                isDone = true
                continue
            }
            parts.append(.string(units.slice(position..<max(position, match.range.lowerBound))))
            position = match.range.upperBound
        }
        return .array(of: parts)
    }

    private static func pieces(of text: String, by separator: String) -> [String] {
        let units = Array(text.utf16)
        guard !separator.isEmpty else { return text.unicodeScalars.map { String($0) } }
        let mark = Array(separator.utf16)
        var pieces: [String] = []
        var position = 0
        while let match = units.range(of: mark, from: position) {
            pieces.append(String(decoding: units[position..<match.lowerBound], as: UTF16.self))
            position = match.upperBound
        }
        pieces.append(String(decoding: units[position...], as: UTF16.self))
        return pieces
    }
}
