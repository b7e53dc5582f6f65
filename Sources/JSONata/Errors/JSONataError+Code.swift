import JSON

extension JSONataError {
    /// The stable name of a kind of error. S is for syntax, T for types, D for what only evaluation shows, U for limits.
    struct Code: Hashable, Sendable {
        let rawValue: String

        /// The sentence of the code with its fields put in: `{{x}}` as JSON, `{{{x}}}` as it is.
        func message(filledWith fields: [String: JSON]) -> String {
            guard let template = Self.templates[rawValue] else { return fields["message"]?.string ?? rawValue }
            var message = ""
            var rest = template[...]
            while let open = rest.firstIndex(of: "{") {
                message += rest[..<open]
                guard let close = rest[open...].firstIndex(of: "}") else { break }
                let braces = rest[open...].prefix { $0 == "{" }.count
                let name = String(rest[open..<close].drop { $0 == "{" })
                message += Self.text(of: fields[name], isRaw: braces == 3)
                rest = rest[close...].drop { $0 == "}" }
            }
            return message + rest
        }

        private static func text(of field: JSON?, isRaw: Bool) -> String {
            guard let field else { return "undefined" }
            if isRaw, let text = field.string { return text }
            return field.text()
        }
    }

    /// An error of a code that is written once.
    static func of(
        _ code: String, position: Int? = nil, token: String? = nil, value: JSON? = nil, fields: [String: JSON] = [:]
    ) -> JSONataError {
        JSONataError(Code(rawValue: code), position: position, token: token, value: value, fields: fields)
    }

    /// The evaluation was stopped; the reference uses the same code for its guards.
    static func limit(_ sentence: String, position: Int? = nil) -> JSONataError {
        .of("U1001", position: position, fields: ["message": .string(sentence)])
    }
}
