import JSON

/// Takes the fields of one object of a definition, reports what is wrong with each, and in the end what nobody took.
struct FieldReader {
    let object: JSONObject
    let pointer: String
    let log: IssueLog
    /// The states that `Next` may name here.
    var names: GraphNames
    /// What the expressions of this object are in.
    var language: QueryLanguage
    /// The way from the state down to this object, such as `Choices[0]`, as failures name it; empty for the state.
    var locationPrefix = ""
    private var taken: Set<String> = []

    init(
        _ object: JSONObject, at pointer: String, log: IssueLog, names: GraphNames = GraphNames(indices: [:]),
        language: QueryLanguage? = nil
    ) {
        self.object = object
        self.pointer = pointer
        self.log = log
        self.names = names
        self.language = language ?? log.machineLanguage
    }

    /// The pointer of a field.
    func place(_ field: String) -> String { pointer.appending(pointer: field) }

    func has(_ field: String) -> Bool { object[field] != nil }

    func report(_ code: DefinitionIssue.Code, _ message: String, at field: String? = nil) {
        log.report(code, message, at: field.map(place) ?? pointer)
    }

    mutating func take(_ field: String) -> JSON? {
        taken.insert(field)
        return object[field]
    }

    /// A field that must be there.
    mutating func require(_ field: String) -> JSON? {
        if let value = take(field) { return value }
        report(.schema, "These fields are required: [\(field)]")
        return nil
    }

    mutating func string(_ field: String) -> String? {
        guard let value = take(field) else { return nil }
        if let text = value.string { return text }
        report(.schema, "The field '\(field)' must be a string, not \(value.kind)", at: field)
        return nil
    }

    mutating func bool(_ field: String) -> Bool? {
        guard let value = take(field) else { return nil }
        if let flag = value.bool { return flag }
        report(.schema, "The field '\(field)' must be true or false, not \(value.kind)", at: field)
        return nil
    }

    /// A whole number within a range.
    mutating func integer(_ field: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = take(field) else { return nil }
        if let number = value.int, range.contains(number) { return number }
        report(
            .schema,
            "The field '\(field)' must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: field)
        return nil
    }

    mutating func number(_ field: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = take(field) else { return nil }
        if let number = value.double, range.contains(number) { return number }
        report(
            .schema, "The field '\(field)' must be a number from \(range.lowerBound) to \(range.upperBound)", at: field)
        return nil
    }

    /// One of the words that an enumeration lists.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ field: String, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = string(field) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        report(.schema, "The field '\(field)' should have one of these values: [\(words)]", at: field)
        return nil
    }

    mutating func array(_ field: String) -> [JSON]? {
        guard let value = take(field) else { return nil }
        if let elements = value.array { return elements }
        report(.schema, "The field '\(field)' must be an array, not \(value.kind)", at: field)
        return nil
    }

    /// A reader for the object in a field.
    mutating func reader(_ field: String) -> FieldReader? {
        guard let value = take(field) else { return nil }
        return reader(for: value, at: place(field), what: "The field '\(field)'")
    }

    /// Readers for the objects of an array in a field, with their positions.
    mutating func readers(_ field: String) -> [FieldReader] {
        (array(field) ?? []).enumerated().compactMap { position, value in
            reader(for: value, at: place(field).appending(pointer: "\(position)"), what: "An entry of '\(field)'")
        }
    }

    private func reader(for value: JSON, at pointer: String, what: String) -> FieldReader? {
        if let object = value.object {
            return FieldReader(object, at: pointer, log: log, names: names, language: language)
        }
        log.report(.schema, "\(what) must be an object, not \(value.kind)", at: pointer)
        return nil
    }

    /// Refuses a field of the language that is not carried out yet.
    mutating func refuse(_ field: String) {
        guard take(field) != nil else { return }
        report(.unsupported, "The field '\(field)' is not supported yet", at: field)
    }

    /// Refuses every field that was not taken.
    func finish() {
        for member in object where !taken.contains(member.key) {
            let other = language.other
            if other.ownFields.contains(member.key) {
                report(
                    .schema,
                    "The QueryLanguage is set to '\(language.rawValue)', but field '\(member.key)' is only supported "
                        + "for the '\(other.rawValue)' QueryLanguage", at: member.key)
            } else {
                report(.schema, "Field '\(member.key)' is not supported", at: member.key)
            }
        }
    }
}
