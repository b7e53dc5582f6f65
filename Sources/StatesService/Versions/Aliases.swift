import JSON

extension Operation {
    private static let routing = Shape.list(
        .structure(
            [.required("stateMachineVersionArn", .arn), .required("weight", .integer(0...100))],
            name: "RoutingConfigurationListItem"), 1...2)

    static let aliases = [
        Operation(
            "CreateStateMachineAlias",
            [
                .optional("description", .description),
                .required("name", .text(1...80, pattern: .restrictedName)), .required("routingConfiguration", routing),
            ]
        ) { try await $0.createStateMachineAlias($1) },
        Operation(
            "UpdateStateMachineAlias",
            [
                .required("stateMachineAliasArn", .arn), .optional("description", .description),
                .optional("routingConfiguration", routing),
            ]
        ) { try await $0.updateStateMachineAlias($1) },
        Operation("DescribeStateMachineAlias", [.required("stateMachineAliasArn", .arn)]) {
            try await $0.describeStateMachineAlias($1)
        },
        Operation("ListStateMachineAliases", [.required("stateMachineArn", .arn)] + .paging()) {
            try await $0.listStateMachineAliases($1)
        },
        Operation("DeleteStateMachineAlias", [.required("stateMachineAliasArn", .arn)]) {
            try await $0.deleteStateMachineAlias($1)
        },
    ]
}

extension StatesService {
    /// Aliases that one machine may have.
    static let maximumAliases = 100

    func createStateMachineAlias(_ request: Request) throws -> JSONObject {
        let name = try request.required("name")
        let (machine, routes) = try checkedRoutes(request)
        try checkIsNotDeleting(machine)
        let alias = Alias(name: name, of: machine, description: request.text("description"), routes: routes, at: now)
        let aliases = try resources.all(Alias.self, of: machine)
        if let known = aliases.first(where: { $0.arn == alias.arn }) {
            guard known.routes == alias.routes, known.description == alias.description else {
                throw ServiceError.conflict(
                    "Failed to create alias because an alias with the same name and a different routing configuration "
                        + "already exists.")
            }
            return creation(of: known)
        }
        guard aliases.count < Self.maximumAliases else {
            throw ServiceError(
                "ServiceQuotaExceededException", "A state machine may have \(Self.maximumAliases) aliases.")
        }
        try resources.put(alias)
        return creation(of: alias)
    }

    private func creation(of alias: Alias) -> JSONObject {
        ["stateMachineAliasArn": .string(alias.arn), "creationDate": alias.created.epochSeconds]
    }

    func updateStateMachineAlias(_ request: Request) throws -> JSONObject {
        guard var alias = try knownAlias(request) else {
            throw ServiceError(
                "ResourceNotFound", "Request references a resource that does not exist.",
                details: ["resourceName": try request.required("stateMachineAliasArn")])
        }
        try checkIsNotDeleting(alias.owner)
        guard request.text("description") != nil || request.value("routingConfiguration") != nil else {
            throw ServiceError.validation(
                "Either the description or the RoutingConfiguration must be specified",
                reason: "MISSING_REQUIRED_PARAMETER")
        }
        alias.description = request.text("description") ?? alias.description
        if request.value("routingConfiguration") != nil {
            let (machine, routes) = try checkedRoutes(request)
            guard machine == alias.owner else {
                throw Self.invalidRouting("must contain versions of the alias's state machine", routes.map(\.version))
            }
            alias.routes = routes
        }
        alias.updated = now
        try resources.put(alias)
        return ["updateDate": alias.updated.epochSeconds]
    }

    func describeStateMachineAlias(_ request: Request) throws -> JSONObject {
        let alias = try alias(request)
        var response: JSONObject = [
            "stateMachineAliasArn": .string(alias.arn), "name": .string(alias.name),
            "routingConfiguration": alias.routingConfiguration, "creationDate": alias.created.epochSeconds,
            "updateDate": alias.updated.epochSeconds,
        ]
        response["description"] = alias.description.map { .string($0) }
        return response
    }

    func listStateMachineAliases(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("stateMachineArn"), .stateMachine)
        let machine = arn.unqualified
        guard try resources.find(StateMachine.self, machine) != nil else {
            throw ServiceError.stateMachineDoesNotExist(machine)
        }
        let page = try Page(request, of: "ListStateMachineAliases|\(arn.text)")
        let aliases = try resources.all(Alias.self, of: machine).filter { alias in
            arn.qualifier == nil || alias.routes.contains { $0.version == arn.text }
        }
        return page.response(
            "stateMachineAliases",
            aliases.map { ["stateMachineAliasArn": .string($0.arn), "creationDate": $0.created.epochSeconds] })
    }

    func deleteStateMachineAlias(_ request: Request) throws -> JSONObject {
        // One that is gone is as good as deleted.
        if let alias = try knownAlias(request) { try resources.remove(alias.arn) }
        return JSONObject()
    }

    private func alias(_ request: Request) throws -> Alias {
        guard let alias = try knownAlias(request) else {
            throw ServiceError.resourceNotFound(try request.required("stateMachineAliasArn"))
        }
        return alias
    }

    private func knownAlias(_ request: Request) throws -> Alias? {
        try resources.find(
            Alias.self, ResourceName(request.required("stateMachineAliasArn"), .stateMachine).text)
    }

    /// The routes of a request and the machine of their versions.
    private func checkedRoutes(_ request: Request) throws -> (machine: String, routes: [Alias.Route]) {
        let routes = Alias.routes(request.value("routingConfiguration"))
        let versions = routes.map(\.version)
        let arns = try versions.map { try ResourceName($0, .stateMachine) }
        guard arns.allSatisfy({ $0.qualifier != nil }) else {
            throw Self.invalidRouting("must contain state machine version ARNs", versions)
        }
        guard Set(versions).count == versions.count else {
            throw Self.invalidRouting("must contain distinct state machine version ARNs", versions)
        }
        let weights = routes.map { String($0.weight) }
        guard routes.reduce(0, { $0 + $1.weight }) == 100 else {
            throw ServiceError.validation(
                "Sum of routing configuration weights must equal 100. Received: [\(weights.joined(separator: ", "))]",
                reason: "INVALID_ROUTING_CONFIGURATION")
        }
        for version in versions where try resources.find(Version.self, version) == nil {
            throw ServiceError.resourceNotFound(version)
        }
        guard let machine = arns.first?.unqualified, Set(arns.map(\.unqualified)).count == 1 else {
            throw Self.invalidRouting("must contain versions of the same state machine", versions)
        }
        return (machine, routes)
    }

    private static func invalidRouting(_ rule: String, _ versions: [String]) -> ServiceError {
        .validation(
            "Routing configuration \(rule). Received: [\(versions.joined(separator: ", "))]",
            reason: "INVALID_ROUTING_CONFIGURATION")
    }
}
