import JSON

/// The first argument of `States.Format`: text with `{}` where the other arguments go.
struct FormatTemplate {
    private var pieces: [String] = [""]

    /// Reads the template; a backslash takes a brace, a quote or a backslash literally.
    init(_ text: String) throws(IntrinsicError) {
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "\\":
                guard let next = scalars.next() else {
                    append("\\")
                    break
                }
                if !["{", "}", "'", "\\"].contains(next) { append("\\") }
                append(next)
            case "{":
                guard scalars.next() == "}" else { throw IntrinsicError("A '{' of the template has no '}'") }
                pieces.append("")
            case "}":
                throw IntrinsicError("A '}' of the template has no '{'")
            default:
                append(scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }

    /// The text with every `{}` replaced.
    func fill(with arguments: some Collection<JSON>) throws(IntrinsicError) -> String {
        guard arguments.count == pieces.count - 1 else {
            throw IntrinsicError(
                "The template has \(pieces.count - 1) places for \(arguments.count) arguments")
        }
        var text = pieces[0]
        for (argument, piece) in zip(arguments, pieces.dropFirst()) {
            text += Self.text(of: argument)
            text += piece
        }
        return text
    }

    /// A value as the service prints it: objects and arrays in the form of Java's collections.
    private static func text(of value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .object(let object):
            "{" + object.map { "\($0.key)=\(text(of: $0.value))" }.joined(separator: ", ") + "}"
        case .array(let elements): "[" + elements.map(text(of:)).joined(separator: ", ") + "]"
        default: value.text()
        }
    }
}
