import JSON
import StatesLanguage

/// An activity: work for which workers come and ask.
struct Activity: StoredResource {
    static let kind = ResourceKind.activity

    let arn: String
    var name: String
    var created: Timestamp
    var encryption: JSON?

    init(arn: String, name: String, encryption: JSON?, at now: Timestamp) {
        self.arn = arn
        self.name = name
        self.encryption = encryption
        created = now
    }

    init(document: JSON, arn: String) {
        self.arn = arn
        name = document["name"]?.string ?? ""
        created = Timestamp(milliseconds: document["created"]?.int ?? 0)
        encryption = document["encryption"]
    }

    var document: JSONObject {
        var document: JSONObject = ["name": .string(name), "created": .int(created.milliseconds)]
        document["encryption"] = encryption
        return document
    }

    /// The activity as DescribeActivity and ListActivities tell it.
    var listItem: JSONObject {
        ["activityArn": .string(arn), "name": .string(name), "creationDate": created.epochSeconds]
    }
}
