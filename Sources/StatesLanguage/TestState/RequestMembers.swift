import JSON

/// Takes members of a TestState request, or of a structure in it, by the types that the API model gives them.
struct RequestMembers {
    private let object: JSONObject
    /// How messages name the structure, such as `mock.`; empty for the request itself.
    private let prefix: String

    /// - Parameter prefix: What comes before a member's name in messages.
    init(_ value: JSON, prefix: String = "") throws(TestStateError) {
        guard let object = value.object else {
            let what = prefix.isEmpty ? "The request" : "The member '\(prefix.dropLast())'"
            throw .validation("\(what) must be an object, not \(value.kind)")
        }
        (self.object, self.prefix) = (object, prefix)
    }

    /// A text of so many characters; nil where it is left out.
    func text(_ name: String, in length: ClosedRange<Int> = 0...Int.max) throws(TestStateError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw mismatch(name, "a string", value) }
        let count = text.unicodeScalars.count
        if count > length.upperBound {
            throw violation("Value", name, "have length less than or equal to \(length.upperBound)")
        }
        if count < length.lowerBound {
            throw violation("Value '\(text)'", name, "have length greater than or equal to \(length.lowerBound)")
        }
        return text
    }

    /// A text that must be there.
    func required(_ name: String, in length: ClosedRange<Int>) throws(TestStateError) -> String {
        guard let text = try text(name, in: length) else { throw violation("Value null", name, "not be null") }
        return text
    }

    /// A whole number that is not negative; nil where it is left out.
    func count(_ name: String) throws(TestStateError) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.int else { throw mismatch(name, "a whole number", value) }
        guard number >= 0 else { throw violation("Value '\(number)'", name, "have value greater than or equal to 0") }
        return number
    }

    /// A flag; false where it is left out.
    func flag(_ name: String) throws(TestStateError) -> Bool {
        guard let value = value(name) else { return false }
        guard let flag = value.bool else { throw mismatch(name, "true or false", value) }
        return flag
    }

    /// One of the words of an enumeration; nil where it is left out.
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(TestStateError) -> Word? where Word.RawValue == String {
        guard let text = try text(name) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw violation("Value '\(text)'", name, "satisfy enum value set: [\(words)]")
    }

    /// A structure; nil where it is left out.
    func members(_ name: String) throws(TestStateError) -> RequestMembers? {
        guard let value = value(name) else { return nil }
        return try RequestMembers(value, prefix: "\(prefix)\(name).")
    }

    /// A text that holds JSON; nil where it is left out.
    func document(_ name: String, in length: ClosedRange<Int>) throws(TestStateError) -> Result<JSON, JSONSyntaxError>?
    {
        guard let text = try text(name, in: length) else { return nil }
        return Result { () throws(JSONSyntaxError) in try JSON(parsing: text) }
    }

    private func value(_ name: String) -> JSON? {
        object[name].flatMap { $0.isNull ? Optional.none : $0 }
    }

    private func mismatch(_ name: String, _ expected: String, _ value: JSON) -> TestStateError {
        .validation("The member '\(prefix)\(name)' must be \(expected), not \(value.kind)")
    }

    private func violation(_ value: String, _ name: String, _ constraint: String) -> TestStateError {
        .validation(
            "1 validation error detected: \(value) at '\(prefix)\(name)' failed to satisfy constraint: "
                + "Member must \(constraint)")
    }
}
