import JSON

/// The condition of a Choice rule in few words, such as `$.count > 3`.
struct ConditionLabel {
    private static let relations = [
        "LessThanEquals": "≤", "GreaterThanEquals": "≥", "LessThan": "<", "GreaterThan": ">", "Equals": "=",
        "Matches": "like",
    ]
    private static let tests = [
        "IsPresent": "present", "IsNull": "null", "IsString": "a string", "IsNumeric": "a number",
        "IsBoolean": "a boolean", "IsTimestamp": "a timestamp",
    ]

    let text: String

    init(_ rule: JSON) {
        text = Self.text(of: rule, isInner: false)
    }

    private static func text(of rule: JSON, isInner: Bool) -> String {
        if let condition = rule["Condition"] { return bare(condition.plainText) }
        for (field, word) in [("And", " and "), ("Or", " or ")] {
            guard let parts = rule[field]?.array else { continue }
            let text = parts.map { self.text(of: $0, isInner: true) }.joined(separator: word)
            return isInner ? "(\(text))" : text
        }
        if let inner = rule["Not"] { return "not " + text(of: inner, isInner: true) }
        let variable = rule["Variable"]?.string ?? ""
        for member in rule.object ?? JSONObject() {
            if let test = tests[member.key] { return "\(variable) is \(member.value == true ? "" : "not ")\(test)" }
            let name = member.key.hasSuffix("Path") ? String(member.key.dropLast(4)) : member.key
            guard let relation = relations.first(where: { name.hasSuffix($0.key) && !name.hasSuffix("Than\($0.key)") })
            else { continue }
            return "\(variable) \(relation.value) \(member.value.plainText)"
        }
        return ""
    }

    /// A JSONata expression without its marks.
    private static func bare(_ text: String) -> String {
        guard text.hasPrefix("{%"), text.hasSuffix("%}"), text.count >= 4 else { return text }
        let inner = text.dropFirst(2).dropLast(2)
        let start = inner.drop { $0.isWhitespace }
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.endIndex)])
    }
}
