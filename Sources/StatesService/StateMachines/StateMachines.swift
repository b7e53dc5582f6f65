import JSON
import SQLite
import StatesLanguage

extension Operation {
    static let stateMachines = [
        Operation(
            "CreateStateMachine",
            [
                .required("name", .name), .required("definition", .definition), .required("roleArn", .arn),
                .optional("type", .machineType), .optional("loggingConfiguration", .logging),
                .optional("tags", .tags), .optional("tracingConfiguration", .tracing), .optional("publish", .flag),
                .optional("versionDescription", .description), .optional("encryptionConfiguration", .encryption),
            ]
        ) { try await $0.createStateMachine($1) },
        Operation(
            "UpdateStateMachine",
            [
                .required("stateMachineArn", .arn), .optional("definition", .definition), .optional("roleArn", .arn),
                .optional("loggingConfiguration", .logging), .optional("tracingConfiguration", .tracing),
                .optional("publish", .flag), .optional("versionDescription", .description),
                .optional("encryptionConfiguration", .encryption),
            ]
        ) { try await $0.updateStateMachine($1) },
        Operation(
            "DescribeStateMachine",
            [.required("stateMachineArn", .arn), .optional("includedData", .includedData)]
        ) { try await $0.describeStateMachine($1) },
        Operation("ListStateMachines", .paging()) { try await $0.listStateMachines($1) },
        Operation("DeleteStateMachine", [.required("stateMachineArn", .arn)]) {
            try await $0.deleteStateMachine($1)
        },
    ]
}

extension StatesService {
    func createStateMachine(_ request: Request) throws -> JSONObject {
        let name = try request.required("name")
        try NameRule.check(name)
        try checkVersionDescription(request)
        let definition = try request.required("definition")
        let arn = partition.arn(.stateMachine, name)
        let machine = try StateMachine(arn: arn, name: name, definition: definition, request, at: now)
        if let known = try resources.find(StateMachine.self, arn) { return try recreate(known, as: machine, request) }
        try DefinitionCheck.check(definition, machine.type)
        return try database.transacting {
            try resources.put(machine)
            try setTags(request, on: arn)
            return try creation(of: machine, request)
        }
    }

    /// Creating the same machine again is no error.
    private func recreate(_ known: StateMachine, as machine: StateMachine, _ request: Request) throws -> JSONObject {
        if known.isDeleting { throw deletingError(known.arn) }
        guard known.definition == machine.definition, known.type == machine.type, known.settings == machine.settings,
            known.creation == nil || known.creation == machine.creation
        else {
            throw ServiceError("StateMachineAlreadyExists", "State Machine Already Exists: '\(known.arn)'")
        }
        return try creation(of: known, request)
    }

    private func creation(of machine: StateMachine, _ request: Request) throws -> JSONObject {
        var response: JSONObject = [
            "stateMachineArn": .string(machine.arn), "creationDate": machine.created.epochSeconds,
        ]
        if request.flag("publish") {
            let version = try publish(machine, description: request.text("versionDescription"))
            response["stateMachineVersionArn"] = .string(version.arn)
        }
        return response
    }

    func updateStateMachine(_ request: Request) throws -> JSONObject {
        var machine = try stateMachine(ResourceName(request.required("stateMachineArn"), .stateMachine))
        let before = machine
        let changes = [
            "definition", "roleArn", "loggingConfiguration", "tracingConfiguration", "encryptionConfiguration",
        ]
        guard changes.contains(where: { request.value($0) != nil }) else {
            throw ServiceError(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the "
                    + "EncryptionConfiguration must be specified")
        }
        try checkVersionDescription(request)
        if let definition = request.text("definition") {
            try DefinitionCheck.check(definition, machine.type)
            machine.definition = definition
        }
        if let role = request.text("roleArn") { machine.roleARN = try RoleName.checked(role) }
        machine.settings = try machine.settings.updated(request)
        // What changes nothing makes no revision, and so no version either.
        if !machine.works(as: before) {
            machine.updated = now
            machine.revision = makeID()
        }
        var response: JSONObject = ["updateDate": now.epochSeconds]
        response["revisionId"] = machine.revision.map { .string($0) }
        return try database.transacting {
            try resources.put(machine)
            if request.flag("publish") {
                let version = try publish(machine, description: request.text("versionDescription"))
                response["stateMachineVersionArn"] = .string(version.arn)
            }
            return response
        }
    }

    private func checkVersionDescription(_ request: Request) throws(ServiceError) {
        if request.text("versionDescription") != nil, !request.flag("publish") {
            throw .validation("Version description can only be set when publish is true")
        }
    }

    func describeStateMachine(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("stateMachineArn"), .stateMachine)
        if let version = try resources.find(Version.self, arn.text) {
            var response = version.snapshot.description(metadataOnly: request.wantsMetadataOnly)
            response["stateMachineArn"] = .string(arn.text)
            response["status"] = "ACTIVE"
            response["type"] = .string(version.snapshot.type.rawValue)
            response["creationDate"] = version.created.epochSeconds
            response["description"] = version.description.map { .string($0) }
            return response
        }
        guard let machine = try resources.find(StateMachine.self, arn.text) else {
            throw ServiceError.stateMachineDoesNotExist(arn.text)
        }
        var response = machine.description(metadataOnly: request.wantsMetadataOnly)
        response["status"] = machine.isDeleting ? "DELETING" : "ACTIVE"
        response["type"] = .string(machine.type.rawValue)
        response["creationDate"] = machine.created.epochSeconds
        return response
    }

    func listStateMachines(_ request: Request) throws -> JSONObject {
        let page = try Page(request, of: "ListStateMachines")
        let machines = try resources.all(StateMachine.self).sorted { $0.name < $1.name }
        return page.response(
            "stateMachines",
            machines.map { machine in
                [
                    "stateMachineArn": .string(machine.arn), "name": .string(machine.name),
                    "type": .string(machine.type.rawValue), "creationDate": machine.created.epochSeconds,
                ]
            })
    }

    func deleteStateMachine(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("stateMachineArn"), .stateMachine)
        if arn.isOfMapState {
            throw ServiceError.validation("A Map state is deleted with the state machine that it is in: '\(arn.text)'")
        }
        guard arn.qualifier == nil else {
            throw ServiceError.invalidARN("Resource type not valid in this context: version or alias")
        }
        guard var machine = try resources.find(StateMachine.self, arn.text) else { return JSONObject() }
        machine.isDeleting = true
        try resources.put(machine)
        deleting.insert(machine.arn)
        try finishDeletion(of: machine.arn)
        return JSONObject()
    }

    /// Removes a machine that is being deleted, once none of its executions runs.
    func finishDeletion(of arn: String) throws {
        guard deleting.contains(arn) else { return }
        try abandonExecutions(of: arn)
        guard try resources.find(StateMachine.self, arn)?.isDeleting == true,
            try executionTable.countRunning(of: arn) == 0
        else { return }
        try database.transacting {
            try executionTable.orphanAll(of: arn)
            try tags.removeAll(from: arn)
            try resources.removeAll(of: arn)
            try resources.remove(arn)
        }
        deleting.remove(arn)
    }

    /// - Throws: `StateMachineDeleting` for a machine that is being deleted.
    func checkIsNotDeleting(_ machine: String) throws(ServiceError) {
        if deleting.contains(machine) { throw deletingError(machine) }
    }

    /// The machine that an ARN without qualifier names.
    ///
    /// - Throws: `StateMachineDoesNotExist`, `StateMachineDeleting`.
    func stateMachine(_ arn: ResourceName) throws -> StateMachine {
        guard let machine = try resources.find(StateMachine.self, arn.text) else {
            throw ServiceError.stateMachineDoesNotExist(arn.text)
        }
        if machine.isDeleting { throw deletingError(arn.text) }
        return machine
    }

    private func deletingError(_ arn: String) -> ServiceError {
        ServiceError("StateMachineDeleting", "State Machine is being deleted: '\(arn)'")
    }
}
