public import JSON

/// One thing that came out otherwise than a case expects.
public struct Mismatch: Hashable, Sendable, CustomStringConvertible {
    /// What it is about, such as `status` or `output $.items[0].price`.
    public var subject: String
    /// What was expected; nil for something that should not be there.
    public var expected: JSON?
    /// What was there instead; nil for nothing.
    public var actual: JSON?
    /// What helps to understand it.
    public var note: String?

    init(subject: String, expected: JSON? = nil, actual: JSON? = nil, note: String? = nil) {
        (self.subject, self.expected, self.actual, self.note) = (subject, expected, actual, note)
    }

    /// Something that is wrong by itself, whatever was expected.
    init(subject: String, reason: String) {
        self.init(subject: subject, note: reason)
    }

    /// A sentence.
    public var description: String {
        if expected == nil, actual == nil, let note { return "\(subject): \(note)" }
        let outcome =
            switch (expected, actual) {
            case (let expected?, let actual?): "expected \(Self.text(expected)), but was \(Self.text(actual))"
            case (let expected?, nil): "expected \(Self.text(expected)), but there is nothing"
            case (nil, let actual?): "expected nothing, but there is \(Self.text(actual))"
            case (nil, nil): "differs"
            }
        return "\(subject): \(outcome)" + (note.map { " (\($0))" } ?? "")
    }

    /// The mismatch as an object: `subject`, `expected`, `actual`, `note`.
    public var json: JSON {
        var object: JSONObject = ["subject": .string(subject)]
        if let expected { object["expected"] = expected }
        if let actual { object["actual"] = actual }
        if let note { object["note"] = .string(note) }
        return .object(object)
    }

    /// Characters of a value that are shown.
    private static let width = 200

    private static func text(_ value: JSON) -> String {
        let text = value.text()
        return text.count <= width ? text : text.prefix(width) + "…"
    }
}
