import JSON

/// Compares a mocked result with the shape of a service's response. The first difference is told.
struct ResponseCheck {
    /// Whether required members must be there.
    let requiresMembers: Bool

    /// - Parameter field: The member that the value is of; nil for the response itself.
    func check(_ value: JSON, _ shape: ResponseShape, field: String? = nil) throws(TestStateError) {
        switch shape {
        case .any: break
        case .text:
            if value.string == nil { throw Self.fault(field, "must be a string") }
        case .word(let words):
            guard let text = value.string else { throw Self.fault(field, "must be a string") }
            if !words.contains(text) { throw Self.fault(field, "is not an expected value") }
        case .number(let minimum, let maximum):
            guard let number = value.double else { throw Self.fault(field, "must be a number") }
            if let minimum, number < minimum { throw Self.fault(field, "is less than the minimum value") }
            if let maximum, number > maximum { throw Self.fault(field, "is greater than the maximum value") }
        case .flag:
            if value.bool == nil { throw Self.fault(field, "must be a boolean") }
        case .list(let element):
            guard let elements = value.array else { throw Self.fault(field, "must be an array") }
            for value in elements { try check(value, element, field: field) }
        case .map(let inner):
            guard let members = value.object else { throw Self.fault(field, "must be an object") }
            for member in members { try check(member.value, inner, field: member.key) }
        case .structure(let shapes, let required):
            guard let members = value.object else { throw Self.fault(field, "must be an object") }
            if requiresMembers, let missing = required.first(where: { members[$0] == nil }) {
                throw Self.error("Required field '\(missing)' is missing")
            }
            for member in members {
                if let shape = shapes[member.key] { try check(member.value, shape, field: member.key) }
            }
        }
    }

    private static func fault(_ field: String?, _ what: String) -> TestStateError {
        field.map { error("Field '\($0)' \(what)") } ?? .validation("Mocked result must be a JSON object.")
    }

    private static func error(_ text: String) -> TestStateError {
        .validation("Mock result schema validation error: \(text)")
    }
}
