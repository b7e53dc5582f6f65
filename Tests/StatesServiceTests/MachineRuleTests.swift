import JSON
import StatesService
import Testing

@Suite("Machines, their versions and aliases", .timeLimit(.minutes(5)))
struct MachineRuleTests {
    private static let passes: JSON = ["Only": ["Type": "Pass", "End": true]]
    private static let role = "arn:aws:iam::123456789012:role/local"
    private static let group: JSON = [
        "cloudWatchLogsLogGroup": ["logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:g:*"]
    ]

    @Test("an update that changes nothing makes no revision and no version")
    func revisions() async throws {
        let service = try ServiceInProcess()
        let machine = try await service.makeMachine("passes", Self.passes)
        func update(_ fields: JSONObject) async throws -> JSON {
            var members = fields
            members["stateMachineArn"] = machine
            return try await service.call("UpdateStateMachine", .object(members))
        }
        // Recorded on AWS: a machine that never changed has no revision.
        #expect(try await update(["roleArn": .string(Self.role)])["revisionId"] == nil)
        #expect(try await update(["loggingConfiguration": ["level": "OFF"]])["revisionId"] == nil)
        #expect(try await update(["tracingConfiguration": [:]])["revisionId"] == nil)
        #expect(try await update(["encryptionConfiguration": ["type": "AWS_OWNED_KEY"]])["revisionId"] == nil)
        let first = try await update(["roleArn": .string(Self.role + "2"), "publish": true])
        #expect(first["revisionId"] != nil)
        let again = try await update(["roleArn": .string(Self.role + "2"), "publish": true])
        #expect(again["revisionId"] == first["revisionId"])
        #expect(first["stateMachineVersionArn"]?.string == (machine.string ?? "") + ":1")
        #expect(again["stateMachineVersionArn"] == first["stateMachineVersionArn"])
        let described = try await service.call("DescribeStateMachine", ["stateMachineArn": machine])
        #expect(described["revisionId"] == first["revisionId"])
        let other = try await update(["tracingConfiguration": ["enabled": true], "publish": true])
        #expect(other["revisionId"] != first["revisionId"])
        #expect(other["stateMachineVersionArn"]?.string == (machine.string ?? "") + ":2")
    }

    @Test(
        "settings that a request leaves out are filled in",
        arguments: [
            ([:], ["includeExecutionData": false, "level": "OFF"]),
            (["destinations": []], ["destinations": [], "includeExecutionData": false, "level": "OFF"]),
            (
                ["level": "ALL", "destinations": [group]],
                ["destinations": [group], "includeExecutionData": false, "level": "ALL"]
            ),
        ] as [(JSON, JSON)])
    func settings(stated: JSON, described: JSON) async throws {
        let service = try ServiceInProcess()
        let fields: JSONObject = ["loggingConfiguration": stated, "tracingConfiguration": [:]]
        let machine = try await service.makeMachine("passes", Self.passes, fields: fields)
        let description = try await service.call("DescribeStateMachine", ["stateMachineArn": machine])
        #expect(description["loggingConfiguration"] == described)
        #expect(description["tracingConfiguration"] == ["enabled": false])
        let again: JSONObject = ["loggingConfiguration": described]
        #expect(try await service.makeMachine("passes", Self.passes, fields: again) == machine)
    }

    struct Refused: CustomTestStringConvertible {
        var operation: String
        var members: JSON
        var code: String
        var message: String?
        var testDescription: String { "\(operation) \(members)" }
    }

    private static let machine: JSON = "arn:aws:states:us-east-1:123456789012:stateMachine:passes"
    private static func arn(_ rest: String) -> JSON { .string((machine.string ?? "") + rest) }

    private static func creation(_ fields: JSONObject) -> JSON {
        let definition = #"{"StartAt":"Only","States":{"Only":{"Type":"Pass","End":true}}}"#
        var members: JSONObject = [
            "name": "other", "definition": .string(definition), "roleArn": .string(role),
        ]
        for field in fields { members[field.key] = field.value }
        return .object(members)
    }

    private static func routes(_ routes: (String, Int)...) -> JSON {
        .array(routes.map { ["stateMachineVersionArn": arn($0.0), "weight": .int($0.1)] })
    }

    private static func alias(_ routing: JSON) -> JSON { ["name": "live", "routingConfiguration": routing] }

    @Test(
        "calls that are refused, in the words recorded on AWS where there are such",
        arguments: [
            Refused(
                operation: "CreateStateMachine", members: creation(["roleArn": "foo"]), code: "InvalidArn",
                message: "Invalid Role Arn: 'foo'"),
            Refused(
                operation: "UpdateStateMachine",
                members: ["stateMachineArn": machine, "roleArn": "arn:aws:iam::123456789012:user/x"],
                code: "InvalidArn", message: "Invalid Role Arn: 'arn:aws:iam::123456789012:user/x'"),
            Refused(
                operation: "CreateStateMachine", members: creation(["loggingConfiguration": ["level": "ALL"]]),
                code: "InvalidLoggingConfiguration",
                message: "Invalid Logging Configuration: Must specify exactly one Log Destination."),
            Refused(
                operation: "CreateStateMachine",
                members: creation(["loggingConfiguration": ["level": "OFF", "destinations": [group, group]]]),
                code: "InvalidLoggingConfiguration",
                message: "Invalid Logging Configuration: Must specify exactly one Log Destination."),
            Refused(
                operation: "CreateStateMachine",
                members: creation(["encryptionConfiguration": ["type": "CUSTOMER_MANAGED_KMS_KEY"]]),
                code: "InvalidEncryptionConfiguration"),
            Refused(
                operation: "CreateStateMachine", members: creation(["name": "passes", "publish": true]),
                code: "StateMachineAlreadyExists"),
            Refused(
                operation: "CreateStateMachineAlias", members: alias(routes((":1", 70), (":2", 29))),
                code: "ValidationException",
                message: "Sum of routing configuration weights must equal 100. Received: [70, 29]"),
            Refused(
                operation: "CreateStateMachineAlias", members: alias(routes((":1", 50), (":1", 50))),
                code: "ValidationException",
                message: "Routing configuration must contain distinct state machine version ARNs. Received: "
                    + "[\(arn(":1").string ?? ""), \(arn(":1").string ?? "")]"),
            Refused(
                operation: "CreateStateMachineAlias", members: alias(routes(("", 100))), code: "ValidationException",
                message: "Routing configuration must contain state machine version ARNs. Received: "
                    + "[\(machine.string ?? "")]"),
            Refused(
                operation: "CreateStateMachineAlias", members: alias(routes((":1", 50), (":2", 30), (":3", 20))),
                code: "ValidationException",
                message: "1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn="
                    + "\(arn(":1").string ?? ""), weight=50), RoutingConfigurationListItem(stateMachineVersionArn="
                    + "\(arn(":2").string ?? ""), weight=30), RoutingConfigurationListItem(stateMachineVersionArn="
                    + "\(arn(":3").string ?? ""), weight=20)]' at 'routingConfiguration' failed to satisfy constraint: "
                    + "Member must have length less than or equal to 2"),
            Refused(
                operation: "UpdateStateMachineAlias",
                members: ["stateMachineAliasArn": arn(":none"), "description": "x"], code: "ResourceNotFound",
                message: "Request references a resource that does not exist."),
            Refused(
                operation: "DeleteStateMachine", members: ["stateMachineArn": arn("/label")],
                code: "ValidationException"),
            Refused(operation: "DeleteStateMachine", members: ["stateMachineArn": arn(":1")], code: "InvalidArn"),
            Refused(operation: "DeleteStateMachine", members: ["stateMachineArn": arn(":live")], code: "InvalidArn"),
            Refused(
                operation: "DeleteStateMachineVersion", members: ["stateMachineVersionArn": machine],
                code: "InvalidArn"),
            Refused(
                operation: "DeleteStateMachineVersion", members: ["stateMachineVersionArn": arn(":live")],
                code: "InvalidArn"),
            Refused(
                operation: "ListExecutions", members: ["stateMachineArn": machine, "statusFilter": "PENDING_REDRIVE"],
                code: "ValidationException"),
            Refused(
                operation: "StartExecution", members: ["stateMachineArn": machine, "input": ""],
                code: "InvalidExecutionInput",
                message: "Invalid State Machine Execution Input: 'Invalid execution input.'"),
            Refused(
                operation: "StartExecution",
                members: [
                    "stateMachineArn": machine,
                    "input": .string("\"" + String(repeating: "ä", count: 131_072) + "\""),
                ], code: "ValidationException",
                message: "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have "
                    + "length less than or equal to 262144"),
            Refused(
                operation: "StartExecution", members: ["stateMachineArn": machine, "name": "a\u{FFFE}"],
                code: "InvalidName"),
            Refused(
                operation: "StartExecution", members: ["stateMachineArn": machine, "name": "a\u{FFFF}"],
                code: "InvalidName"),
            Refused(
                operation: "StartExecution", members: ["stateMachineArn": machine, "name": "a\u{10FFFF}"],
                code: "InvalidName"),
            Refused(
                operation: "TagResource",
                members: ["resourceArn": machine, "tags": [["key": "", "value": ""]]], code: "ValidationException"),
            Refused(
                operation: "TagResource",
                members: ["resourceArn": machine, "tags": [["key": "aws:x", "value": ""]]],
                code: "ValidationException"),
            Refused(
                operation: "TagResource",
                members: ["resourceArn": machine, "tags": [["key": "k", "value": "a<b"]]],
                code: "ValidationException"),
        ])
    func refused(_ refused: Refused) async throws {
        let service = try ServiceInProcess()
        _ = try await service.makeMachine("passes", Self.passes)
        for definition in ["1", "2", "3"] {
            let text = #"{"StartAt":"Only","States":{"Only":{"Type":"Pass","Result":\#(definition),"End":true}}}"#
            try await service.call(
                "UpdateStateMachine",
                ["stateMachineArn": Self.machine, "definition": .string(text), "publish": true])
        }
        try await service.call(
            "UpdateStateMachine",
            [
                "stateMachineArn": Self.machine,
                "definition": #"{"StartAt":"Only","States":{"Only":{"Type":"Pass","End":true}}}"#,
            ])
        try await service.call(
            "CreateStateMachineAlias", ["name": "live", "routingConfiguration": Self.routes((":1", 100))])
        let error = await service.refusal(refused.operation, refused.members)
        #expect(error?.code == refused.code, "\(error?.message ?? "")")
        if let message = refused.message { #expect(error?.message == message) }
    }

    @Test("an alias that is gone can be deleted again; none is made on a machine that is being deleted")
    func aliases() async throws {
        let service = try ServiceInProcess()
        let waits: JSON = ["Wait": ["Type": "Wait", "Seconds": 3600, "End": true]]
        let machine = try await service.makeMachine("passes", waits, fields: ["publish": true])
        let routes = Self.routes((":1", 100))
        func create(_ name: JSON) -> JSON { ["name": name, "routingConfiguration": routes] }
        let created = try await service.call("CreateStateMachineAlias", create("gone"))
        let alias: JSON = ["stateMachineAliasArn": created["stateMachineAliasArn"] ?? .null]
        for _ in 0..<2 { #expect(try await service.call("DeleteStateMachineAlias", alias) == [:]) }
        try await service.call("CreateStateMachineAlias", create("live"))
        _ = try await service.start(machine)
        try await service.call("DeleteStateMachine", ["stateMachineArn": machine])
        #expect(await service.refusal("CreateStateMachineAlias", create("new"))?.code == "StateMachineDeleting")
        let update: JSON = ["stateMachineAliasArn": Self.arn(":live"), "description": "x"]
        #expect(await service.refusal("UpdateStateMachineAlias", update)?.code == "StateMachineDeleting")
    }

    @Test("creating again needs the same publish and description", arguments: [Optional("first"), nil])
    func idempotency(description: String?) async throws {
        let service = try ServiceInProcess()
        var fields: JSONObject = ["publish": true]
        fields["versionDescription"] = description.map { .string($0) }
        for _ in 0..<2 {
            let response = try await service.call("CreateStateMachine", Self.creation(fields))
            #expect(response["stateMachineVersionArn"]?.string?.hasSuffix(":1") == true)
        }
        for other in [[:], ["publish": true, "versionDescription": "second"]] as [JSONObject] {
            let error = await service.refusal("CreateStateMachine", Self.creation(other))
            #expect(error?.code == "StateMachineAlreadyExists")
        }
    }

    @Test("Map Runs are listed with the machine of their children, and count what was written")
    func mapRuns() async throws {
        let service = try ServiceInProcess()
        let processor: JSON = [
            "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "P",
            "States": ["P": ["Type": "Pass", "End": true]],
        ]
        let machine = try await service.makeMachine(
            "passes", ["Each": ["Type": "Map", "Label": "each", "ItemProcessor": processor, "End": true]])
        let execution = try await service.start(machine, [1, 2])
        #expect(try await service.outcome(of: execution)["status"] == "SUCCEEDED")
        let runs = try await service.call("ListMapRuns", ["executionArn": execution])["mapRuns"]
        #expect(runs?[0]?["stateMachineArn"] == Self.arn("/each"))
        let run = try await service.call("DescribeMapRun", ["mapRunArn": runs?[0]?["mapRunArn"] ?? .null])
        #expect(run["itemCounts"]?["resultsWritten"] == 2)
        #expect(run["executionCounts"]?["resultsWritten"] == 2)
    }

    @Test("tags whose keys Swift takes for equal are two tags")
    func tagsOfOtherCodePoints() async throws {
        let service = try ServiceInProcess()
        let machine = try await service.makeMachine("passes", Self.passes)
        for key in ["K", "\u{212A}", "K"] {
            try await service.call(
                "TagResource", ["resourceArn": machine, "tags": [["key": .string(key), "value": "v"]]])
        }
        let tags = try await service.call("ListTagsForResource", ["resourceArn": machine])["tags"]
        #expect(tags?.array?.count == 2)
    }
}
