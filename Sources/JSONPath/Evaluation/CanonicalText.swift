import JSON

extension [PathSegment] {
    /// The first steps in the bracket form of error texts, such as `$['a'][0]`.
    func canonicalText(upTo end: Int) -> String {
        var text = "$"
        for segment in prefix(end) {
            switch segment.selector {
            case .child(let name): text += "['\(name)']"
            case .children(let names): text += "[" + names.map { "'\($0)'" }.joined(separator: ",") + "]"
            case .index(let index): text += "[\(index)]"
            default: text += "[*]"
            }
        }
        return text
    }
}

extension [JSON] {
    /// The positions of a slice; negative ends count from the end, and what lies outside is cut off.
    func bounds(from: Int?, to: Int?) -> Range<Int> {
        let clamp = { (index: Int) in Swift.min(Swift.max(index < 0 ? self.count + index : index, 0), self.count) }
        let lower = clamp(from ?? 0)
        let upper = to.map(clamp) ?? count
        return lower..<Swift.max(lower, upper)
    }
}

extension JSON {
    /// The Java type that Jayway's message names.
    var jaywayTypeName: String {
        switch self {
        case .null: "null"
        case .bool: "java.lang.Boolean"
        case .number(let number): number.isIntegerLiteral ? "java.lang.Integer" : "java.lang.Double"
        case .string: "java.lang.String"
        case .array: "net.minidev.json.JSONArray"
        case .object: "java.util.LinkedHashMap"
        }
    }
}
