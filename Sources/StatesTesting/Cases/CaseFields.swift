import JSON

/// Takes the members of one object of a test file by name, and refuses those that nobody took.
struct CaseFields {
    let object: JSONObject
    let pointer: String
    private var taken: Set<String> = []

    init(_ source: JSON, what: String, at pointer: String) throws(TestFormatError) {
        guard let object = source.object else {
            throw TestFormatError("\(what) is an object, not \(source.kind)", at: pointer)
        }
        self.object = object
        self.pointer = pointer
    }

    mutating func take(_ name: String) -> JSON? {
        taken.insert(name)
        return object[name]
    }

    mutating func string(_ name: String) throws(TestFormatError) -> String? {
        guard let value = take(name) else { return nil }
        guard let text = value.string else { throw wrongKind(value, of: name, expected: "a string") }
        return text
    }

    mutating func strings(_ name: String) throws(TestFormatError) -> [String]? {
        guard let value = take(name) else { return nil }
        guard let elements = value.array, elements.allSatisfy({ $0.string != nil }) else {
            throw wrongKind(value, of: name, expected: "an array of strings")
        }
        return elements.compactMap(\.string)
    }

    mutating func object(_ name: String) throws(TestFormatError) -> JSONObject? {
        guard let value = take(name) else { return nil }
        guard let object = value.object else { throw wrongKind(value, of: name, expected: "an object") }
        return object
    }

    mutating func count(_ name: String) throws(TestFormatError) -> Int? {
        guard let value = take(name) else { return nil }
        guard let number = value.int, number >= 0 else {
            throw wrongKind(value, of: name, expected: "a whole number that is not negative")
        }
        return number
    }

    func place(_ name: String) -> String { pointer.appending(pointer: name) }

    /// Refuses members that were not taken: a misspelt expectation would otherwise always hold.
    func finish() throws(TestFormatError) {
        for key in object.keys where !taken.contains(key) {
            throw TestFormatError(
                "There is no field '\(key)' here; there are: \(taken.sorted().joined(separator: ", "))",
                at: place(key))
        }
    }

    private func wrongKind(_ value: JSON, of name: String, expected: String) -> TestFormatError {
        TestFormatError("'\(name)' is \(expected), not \(value.kind)", at: place(name))
    }
}
