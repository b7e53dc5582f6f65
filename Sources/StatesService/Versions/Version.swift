import JSON
import StatesLanguage

/// A version of a machine: the machine as it was when the version was published.
struct Version: StoredResource {
    static let kind = ResourceKind.version

    let arn: String
    var snapshot: StateMachine
    var created: Timestamp
    var description: String?

    var owner: String { snapshot.arn }

    init(number: Int, of machine: StateMachine, description: String?, at now: Timestamp) {
        arn = "\(machine.arn):\(number)"
        snapshot = machine
        created = now
        self.description = description
    }

    init(document: JSON, arn: String) {
        self.arn = arn
        snapshot = StateMachine(document: document["snapshot"] ?? .null, arn: document["machine"]?.string ?? "")
        created = Timestamp(milliseconds: document["created"]?.int ?? 0)
        description = document["description"]?.string
    }

    var document: JSONObject {
        var document: JSONObject = [
            "machine": .string(snapshot.arn), "snapshot": .object(snapshot.document),
            "created": .int(created.milliseconds),
        ]
        document["description"] = description.map { .string($0) }
        return document
    }
}
