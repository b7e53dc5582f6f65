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
    /// What the expressions of this object may read of `$states`, besides the input and the context.
    var available: StatesVariable.Parts = []
    /// Whether the state names a language that its machine forbids: then nothing is said of the fields of the other one.
    var isDowngraded = false
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

    /// How failures name a field: by its way from the state down.
    func location(of field: String) -> String {
        locationPrefix.isEmpty ? field : "\(locationPrefix)/\(field)"
    }

    func has(_ field: String) -> Bool { object[field] != nil }

    /// Reports a problem of the object, or of one of its fields.
    func report(
        _ code: DefinitionIssue.Code, _ message: String, detail: String? = nil, suggestion: String? = nil,
        at field: String? = nil
    ) {
        log.report(code, message, detail: detail, suggestion: suggestion, at: field.map(place) ?? pointer)
    }

    /// Reports a field that should not be there, which the service locates at the object around it.
    func reportUnexpected(
        _ code: DefinitionIssue.Code, _ message: String, suggestion: String? = nil, at field: String
    ) {
        log.report(
            code, message, suggestion: suggestion, at: place(field), location: .at(pointer), concernsKey: true)
    }

    mutating func take(_ field: String) -> JSON? {
        taken.insert(field)
        return object[field]
    }

    /// Reports those of some fields that are missing.
    func require(_ fields: String...) {
        let missing = fields.filter { !has($0) }
        if !missing.isEmpty {
            report(.schema, "These fields are required: [\(missing.joined(separator: ", "))]")
        }
    }

    /// Reports fields of which only one may be there, or none where one must be.
    mutating func checkExclusive(_ fields: [String], isRequired: Bool = false) {
        let present = fields.filter { has($0) }
        for field in present { taken.insert(field) }
        let list = fields.joined(separator: ", ")
        if present.isEmpty, isRequired {
            report(.schema, "This object should have only one of the following fields: [\(list)]")
        }
        if present.count > 1 {
            reportUnexpected(.schema, "There should only be one of the following fields: [\(list)]", at: present[1])
        }
    }

    /// The value of a field as one type; another type is a problem.
    private mutating func value<Value>(_ field: String, as type: String, _ read: (JSON) -> Value?) -> Value? {
        guard let value = take(field) else { return nil }
        if let value = read(value) { return value }
        report(.schema, "Expected value of type \(type)", detail: "it is \(value.kind)", at: field)
        return nil
    }

    mutating func string(_ field: String) -> String? { value(field, as: "String") { $0.string } }

    mutating func bool(_ field: String) -> Bool? { value(field, as: "Boolean") { $0.bool } }

    mutating func array(_ field: String) -> [JSON]? { value(field, as: "Array") { $0.array } }

    /// An array with at least one element.
    mutating func filledArray(_ field: String) -> [JSON]? {
        guard let elements = array(field) else { return nil }
        if elements.isEmpty { report(.schema, "Value cannot be empty", at: field) }
        return elements
    }

    /// A whole number within a range.
    mutating func integer(_ field: String, in range: ClosedRange<Int>) -> Int? {
        guard let number = value(field, as: "Integer", { $0.int }) else { return nil }
        return check(number, in: range, at: field)
    }

    mutating func number(_ field: String, in range: ClosedRange<Double>) -> Double? {
        guard let number = value(field, as: "Number", { $0.double }) else { return nil }
        return check(number, in: range, at: field)
    }

    private func check<Number: Comparable>(_ number: Number, in range: ClosedRange<Number>, at field: String) -> Number?
    {
        if range.contains(number) { return number }
        let isLow = number < range.lowerBound
        report(
            .schema, isLow ? "Minimum value is \(range.lowerBound)" : "Maximum value is \(range.upperBound)", at: field)
        return nil
    }

    /// One of the words that an enumeration lists.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ field: String, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = string(field) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        report(
            .schema, "Value should be one of the following: [\(words.joined(separator: ", "))]",
            suggestion: log.suggestion(for: text, among: words), at: field)
        return nil
    }

    /// Reports a value of `Type`, whose values the service lists in other words.
    func reportUnlisted(_ field: String, _ value: String, values: [String]) {
        report(
            .schema, "The field '\(field)' should have one of these values: [\(values.joined(separator: ", "))]",
            suggestion: log.suggestion(for: value, among: values), at: field)
    }

    /// A reader for the object in a field.
    mutating func reader(_ field: String) -> FieldReader? {
        take(field).flatMap { reader(for: $0, at: place(field), location: location(of: field)) }
    }

    /// Readers for the objects of an array in a field.
    mutating func readers(_ field: String) -> [FieldReader] {
        readers(of: array(field) ?? [], in: field)
    }

    /// Readers for the objects of a field's array, which must not be empty.
    mutating func filledReaders(_ field: String) -> [FieldReader] {
        readers(of: filledArray(field) ?? [], in: field)
    }

    private func readers(of elements: [JSON], in field: String) -> [FieldReader] {
        elements.enumerated().compactMap { position, value in
            reader(
                for: value, at: place(field).appending(pointer: "\(position)"),
                location: "\(location(of: field))[\(position)]")
        }
    }

    private func reader(for value: JSON, at pointer: String, location: String) -> FieldReader? {
        guard let object = value.object else {
            log.report(.schema, "Expected value of type Object", detail: "it is \(value.kind)", at: pointer)
            return nil
        }
        var reader = FieldReader(object, at: pointer, log: log, names: names, language: language)
        reader.available = available
        reader.locationPrefix = location
        return reader
    }

    /// Refuses every field that was not taken.
    func finish() {
        lazy var known = taken.filter { !has($0) }
        for member in object where !taken.contains(member.key) && !log.isFull {
            let other = language.other
            if other.ownFields.contains(member.key) {
                if isDowngraded { continue }
                reportUnexpected(
                    .schema,
                    "The QueryLanguage is set to '\(language.rawValue)', but field '\(member.key)' is only supported "
                        + "for the '\(other.rawValue)' QueryLanguage", at: member.key)
            } else {
                reportUnexpected(
                    .schema, "Field '\(member.key)' is not supported",
                    suggestion: log.suggestion(for: member.key, among: known), at: member.key)
            }
        }
    }
}
