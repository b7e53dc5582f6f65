import JSON

/// The `context` of a TestState request: members that the context object is to have.
struct StatedContext: Sendable {
    private enum Kind: String {
        case string
        case integer
        case any
    }

    /// The members that each part may have.
    private static let parts: [String: [String: Kind]] = [
        "Execution": [
            "Id": .string, "Input": .any, "Name": .string, "RoleArn": .string, "StartTime": .string,
            "RedriveCount": .integer, "RedriveTime": .string,
        ],
        "State": ["EnteredTime": .string, "Name": .string, "RetryCount": .integer],
        "StateMachine": ["Id": .string, "Name": .string],
        "Task": ["Token": .string],
    ]

    private let object: JSONObject

    /// The member of a request; nil where it is left out.
    init?(_ members: RequestMembers) throws(TestStateError) {
        guard let document = try members.document("context", in: TestStateRequest.dataLength) else { return nil }
        switch document {
        case .success(.object(let object)):
            for part in object { try Self.check(part.key, part.value) }
            self.object = object
        case .success(let value): throw .invalidContext("the text must be a JSON object, not \(value.kind)")
        case .failure(let error): throw .invalidContext("\(error)")
        }
    }

    private static func check(_ part: String, _ value: JSON) throws(TestStateError) {
        if part == "Map" { throw .invalidContext("'Map' field is not supported when mocking a Context object") }
        guard let kinds = parts[part] else { throw .invalidContext("Field '\(part)' is not allowed") }
        guard let members = value.object else { throw .invalidContext("\(part) must be an object") }
        for member in members {
            switch kinds[member.key] {
            case nil: throw .invalidContext("Field '\(member.key)' is not allowed")
            case .string where member.value.string == nil:
                throw .invalidContext("\(part).\(member.key) must be a string")
            case .integer where member.value.int == nil:
                throw .invalidContext("\(part).\(member.key) must be an integer")
            default: break
            }
        }
    }

    /// Whether the task's token is stated.
    var hasTask: Bool { object["Task"] != nil }

    /// A context object with these members in place of its own.
    func merged(into base: JSONObject) -> JSONObject {
        var merged = base
        for part in object {
            var members = merged[part.key]?.object ?? JSONObject()
            for member in part.value.object ?? JSONObject() { members[member.key] = member.value }
            merged[part.key] = .object(members)
        }
        return merged
    }
}
