import JSON
import StatesLanguage

/// A state machine as it was created or last updated.
struct StateMachine: StoredResource {
    static let kind = ResourceKind.stateMachine

    let arn: String
    var name: String
    var type: ExecutionIdentity.WorkflowType
    var definition: String
    var roleARN: String
    var created: Timestamp
    var updated: Timestamp
    /// Made anew by every update; nil for a machine that never was updated, which the API calls `INITIAL`.
    var revision: String?
    var isDeleting = false
    var settings: MachineSettings
    var lastVersion = 0
    /// What CreateStateMachine was asked to publish; nil for a machine that an older program made.
    var creation: Creation?

    /// The part of the request that made a machine which the machine itself does not tell.
    struct Creation: Hashable, Sendable {
        var publishes: Bool
        var versionDescription: String?
    }

    /// A machine as a request describes it.
    init(arn: String, name: String, definition: String, _ request: Request, at now: Timestamp) throws(ServiceError) {
        self.arn = arn
        self.name = name
        self.definition = definition
        type = ExecutionIdentity.WorkflowType(rawValue: request.text("type") ?? "") ?? .standard
        roleARN = try RoleName.checked(request.required("roleArn"))
        created = now
        updated = now
        settings = try MachineSettings().updated(request)
        creation = Creation(
            publishes: request.flag("publish"), versionDescription: request.text("versionDescription"))
    }

    init(document: JSON, arn: String) {
        self.arn = arn
        name = document["name"]?.string ?? ""
        type = document["type"] == "EXPRESS" ? .express : .standard
        definition = document["definition"]?.string ?? ""
        roleARN = document["roleArn"]?.string ?? ""
        created = Timestamp(milliseconds: document["created"]?.int ?? 0)
        updated = Timestamp(milliseconds: document["updated"]?.int ?? 0)
        revision = document["revision"]?.string
        isDeleting = document["isDeleting"]?.bool ?? false
        settings = MachineSettings(document: document)
        lastVersion = document["lastVersion"]?.int ?? 0
        creation = document["publishes"]?.bool.map {
            Creation(publishes: $0, versionDescription: document["versionDescription"]?.string)
        }
    }

    var document: JSONObject {
        var document: JSONObject = [
            "name": .string(name), "type": .string(type.rawValue), "definition": .string(definition),
            "roleArn": .string(roleARN), "created": .int(created.milliseconds), "updated": .int(updated.milliseconds),
            "isDeleting": .bool(isDeleting), "lastVersion": .int(lastVersion),
        ]
        document["revision"] = revision.map { .string($0) }
        document["logging"] = settings.logging
        document["tracing"] = settings.tracing
        document["encryption"] = settings.encryption
        document["publishes"] = creation.map { .bool($0.publishes) }
        document["versionDescription"] = creation?.versionDescription.map { .string($0) }
        return document
    }

    /// Whether nothing that an update can change is different.
    func works(as other: StateMachine) -> Bool {
        definition == other.definition && roleARN == other.roleARN && settings == other.settings
    }

    /// The members that DescribeStateMachine and DescribeStateMachineForExecution share.
    func description(metadataOnly: Bool) -> JSONObject {
        var response: JSONObject = [
            "stateMachineArn": .string(arn), "name": .string(name), "roleArn": .string(roleARN),
            "definition": .string(metadataOnly ? "{}" : definition),
            "loggingConfiguration": settings.logging,
            "tracingConfiguration": settings.tracing,
        ]
        response["encryptionConfiguration"] = settings.encryption
        response["revisionId"] = revision.map { .string($0) }
        guard !metadataOnly, let source = try? JSON(parsing: definition) else { return response }
        let references = Definition.variableReferences(in: source)
        guard !references.isEmpty else { return response }
        response["variableReferences"] = .object(
            JSONObject(
                references.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map { .string($0) })) }))
        return response
    }
}
