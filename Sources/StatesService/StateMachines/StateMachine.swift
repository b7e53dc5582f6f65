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
    var logging: JSON?
    var tracing: JSON?
    var encryption: JSON?
    var lastVersion = 0

    /// A machine as a request describes it.
    init(arn: String, name: String, definition: String, _ request: Request, at now: Timestamp) throws(ServiceError) {
        self.arn = arn
        self.name = name
        self.definition = definition
        type = ExecutionIdentity.WorkflowType(rawValue: request.text("type") ?? "") ?? .standard
        roleARN = try request.required("roleArn")
        created = now
        updated = now
        logging = request.value("loggingConfiguration")
        tracing = request.value("tracingConfiguration")
        encryption = request.value("encryptionConfiguration")
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
        logging = document["logging"]
        tracing = document["tracing"]
        encryption = document["encryption"]
        lastVersion = document["lastVersion"]?.int ?? 0
    }

    var document: JSONObject {
        var document: JSONObject = [
            "name": .string(name), "type": .string(type.rawValue), "definition": .string(definition),
            "roleArn": .string(roleARN), "created": .int(created.milliseconds), "updated": .int(updated.milliseconds),
            "isDeleting": .bool(isDeleting), "lastVersion": .int(lastVersion),
        ]
        document["revision"] = revision.map { .string($0) }
        document["logging"] = logging
        document["tracing"] = tracing
        document["encryption"] = encryption
        return document
    }

    /// The members that DescribeStateMachine and DescribeStateMachineForExecution share.
    func description(metadataOnly: Bool) -> JSONObject {
        var response: JSONObject = [
            "stateMachineArn": .string(arn), "name": .string(name), "roleArn": .string(roleARN),
            "definition": .string(metadataOnly ? "" : definition),
            "loggingConfiguration": logging ?? ["level": "OFF", "includeExecutionData": false],
            "tracingConfiguration": tracing ?? ["enabled": false],
        ]
        response["encryptionConfiguration"] = encryption
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
