import JSON

extension Library {
    @Sendable static func replace(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        if arguments.argument(1).string == "" {
            throw .of("D3010", value: .string(""), fields: ["index": 2])
        }
        if let limit = arguments.argument(3).number, limit < 0 {
            throw .of("D3011", value: arguments[3].json(), fields: ["index": 4])
        }
        let limit = arguments.integer(3) ?? .max
        let units = RegexText(text)
        var result: [UInt16] = []
        var (position, count) = (0, 0)
        var matches = Matches(arguments.argument(1), in: text, evaluator, function: "replace")
        while count < limit, let match = try matches.next() {
            result += units.units[position..<max(position, match.range.lowerBound)]
            let replacement = try replacement(for: match, arguments.argument(2), evaluator)
            result += replacement.utf16
            try evaluator.spend(text: replacement.utf8.count)
            position = match.range.upperBound
            count += 1
        }
        result += units.units[position...]
        try evaluator.spend(text: result.count)
        return .string(String(decoding: result, as: UTF16.self))
    }

    private static func replacement(
        for match: Matches.Match, _ replacement: Value, _ evaluator: Evaluator
    ) throws(JSONataError) -> String {
        if let template = replacement.string {
            return match.isLiteral ? template : fill(template, from: match)
        }
        let value = try evaluator.apply(replacement, [match.value], context: .undefined)
        guard let text = value.string else { throw .of("D3012", value: value.json()) }
        return text
    }

    /// Puts groups into a template: `$0` is the match, `$$` a dollar sign, and of `$12` as much counts as is a group.
    private static func fill(_ template: String, from match: Matches.Match) -> String {
        let scalars = Array(template.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "$", index + 1 < scalars.count else {
                result.append(scalars[index])
                index += 1
                continue
            }
            index += 1
            if scalars[index] == "$" {
                result.append("$")
                index += 1
                continue
            }
            guard let (group, length) = groupReference(scalars[index...], match.groups.count) else {
                result.append("$")
                continue
            }
            if let text = group == 0 ? match.text : match.group(group) {
                result.append(contentsOf: text.unicodeScalars)
            }
            index += length
        }
        return String(result)
    }

    /// The number at the start, cut to as many digits as the highest group has and less if that is no group.
    private static func groupReference(_ text: ArraySlice<Unicode.Scalar>, _ groups: Int) -> (Int, Int)? {
        let width = groups == 0 ? 1 : String(groups).utf8.count
        let digits = text.prefix(width).prefix { $0 >= "0" && $0 <= "9" }
        guard var number = Int(String(String.UnicodeScalarView(digits))) else { return nil }
        var length = digits.count
        if width > 1, number > groups, length > 1 {
            number /= 10
            length -= 1
        }
        return (number, length)
    }
}
