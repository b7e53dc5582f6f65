public import JSON

/// Why a text is no JSONata expression, or why an expression gave no value.
///
/// Codes, texts and positions are those of the reference implementation, so that what people find about `T2001` in its
/// documentation holds here too.
public struct JSONataError: Error, Hashable, Sendable {
    /// Kept apart: errors travel through every call of an evaluation, and one word is cheaper to hand on than nine.
    private final class Details: Hashable, Sendable {
        let code: Code
        let position: Int?
        let token: String?
        let value: JSON?
        let fields: [String: JSON]

        init(code: Code, position: Int?, token: String?, value: JSON?, fields: [String: JSON]) {
            self.code = code
            self.position = position
            self.token = token
            self.value = value
            self.fields = fields
        }

        static func == (left: Details, right: Details) -> Bool {
            left.code == right.code && left.position == right.position && left.token == right.token
                && left.value == right.value && left.fields == right.fields
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(code)
            hasher.combine(position)
        }
    }

    private let details: Details

    init(
        _ code: Code, position: Int? = nil, token: String? = nil, value: JSON? = nil, fields: [String: JSON] = [:]
    ) {
        details = Details(code: code, position: position, token: token, value: value, fields: fields)
    }

    /// An error of a function that is not JSONata's own, such as one of Step Functions.
    ///
    /// - Parameters:
    ///   - code: The code it is matched by.
    ///   - message: The whole sentence.
    public init(code: String, message: String) {
        self.init(Code(rawValue: code), fields: ["message": .string(message)])
    }

    /// The code, such as `T2001`.
    public var code: String { details.code.rawValue }

    /// UTF-16 units of the expression up to the end of the token that the error is about.
    public var position: Int? { details.position }

    /// What stands at the place: an operator, a function's name, a character.
    public var token: String? { details.token }

    /// The value that did not fit.
    public var value: JSON? { details.value }

    /// What was wrong, in one sentence, with token and value filled in.
    public var message: String {
        var fields = details.fields
        if let token = details.token { fields["token"] = .string(token) }
        if let value = details.value { fields["value"] = value }
        return details.code.message(filledWith: fields)
    }

    /// The same error, with a place and a token where it has none yet.
    func located(at position: Int, token: String? = nil) -> JSONataError {
        if details.position != nil, details.token != nil || token == nil { return self }
        return JSONataError(
            details.code, position: details.position ?? position, token: details.token ?? token, value: details.value,
            fields: details.fields)
    }
}

extension JSONataError: CustomStringConvertible {
    /// The code and the sentence.
    public var description: String { "\(code): \(message)" }
}
