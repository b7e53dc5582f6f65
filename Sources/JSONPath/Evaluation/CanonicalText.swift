import JSON

extension [PathSegment] {
    /// The first steps in the bracket form of error texts, such as `$['a'][0]`.
    func canonicalText(upTo end: Int) -> String {
        prefix(end).reduce("$") { $0 + $1.canonicalText }
    }

    /// The steps from one on in the same form.
    func canonicalText(from start: Int) -> String {
        dropFirst(start).reduce("") { $0 + $1.canonicalText }
    }
}

extension PathSegment {
    fileprivate var canonicalText: String { (isDescending ? ".." : "") + selector.canonicalText }
}

extension PathSelector {
    fileprivate var canonicalText: String {
        switch self {
        case .child(let name): "['\(name)']"
        case .children(let names): "[" + names.map { "'\($0)'" }.joined(separator: ",") + "]"
        case .index(let index): "[\(index)]"
        case .indices(let indices): "[" + indices.map(String.init).joined(separator: ",") + "]"
        case .slice(let from, let to): "[\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")]"
        case .wildcard: "[*]"
        case .filter: "[?]"
        case .function(let function): ".\(function.rawValue)()"
        }
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
