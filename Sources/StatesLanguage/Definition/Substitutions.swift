import JSON

/// The values that a template gives for `${name}` in a definition, as `DefinitionSubstitutions` does.
struct Substitutions {
    private let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    /// The document with every `${name}` that has a value replaced.
    ///
    /// - Parameter log: Gets an issue for each name without a value; nil to leave such names be.
    func apply(to source: JSON, reportingTo log: IssueLog?, at pointer: String = "") -> JSON {
        switch source {
        case .string(let text):
            return .string(replace(in: text, reportingTo: log, at: pointer))
        case .array(let elements):
            return .array(
                elements.enumerated().map {
                    apply(to: $0.element, reportingTo: log, at: pointer.appending(pointer: "\($0.offset)"))
                })
        case .object(let object):
            return .object(
                JSONObject(
                    object.map {
                        ($0.key, apply(to: $0.value, reportingTo: log, at: pointer.appending(pointer: $0.key)))
                    }))
        default:
            return source
        }
    }

    private func replace(in text: String, reportingTo log: IssueLog?, at pointer: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var (result, rest) = ("", text[...])
        while let start = rest.firstIndex(of: "$") {
            let afterDollar = rest.index(after: start)
            guard afterDollar < rest.endIndex, rest[afterDollar] == "{" else {
                result += rest[..<afterDollar]
                rest = rest[afterDollar...]
                continue
            }
            // Without a closing brace behind this name there is none behind any that follows.
            guard let end = rest[afterDollar...].firstIndex(of: "}") else { break }
            let name = rest[rest.index(after: afterDollar)..<end]
            result += rest[..<start]
            if Self.isName(name), let value = values[String(name)] {
                result += value
            } else {
                if Self.isName(name) {
                    log?.report(
                        .unresolvedSubstitution, "There is no value for ${\(name)}", at: pointer)
                }
                result += rest[start...end]
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "_")
            }
    }
}
