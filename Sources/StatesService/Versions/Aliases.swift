import JSON

extension Operation {
    private static let routing = Shape.list(
        .structure([.required("stateMachineVersionArn", .arn), .required("weight", .integer(0...100))]), 1...2)

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
        var alias = try alias(request)
        guard request.text("description") != nil || request.value("routingConfiguration") != nil else {
            throw ServiceError.validation(
                "Either the description or the RoutingConfiguration must be specified",
                reason: "MISSING_REQUIRED_PARAMETER")
        }
        alias.description = request.text("description") ?? alias.description
        if request.value("routingConfiguration") != nil {
            let (machine, routes) = try checkedRoutes(request)
            guard machine == alias.owner else { throw invalidRouting("versions of the alias's state machine") }
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
        try resources.remove(alias(request).arn)
        return JSONObject()
    }

    private func alias(_ request: Request) throws -> Alias {
        let arn = try ResourceName(request.required("stateMachineAliasArn"), .stateMachine)
        guard let alias = try resources.find(Alias.self, arn.text) else {
            throw ServiceError.resourceNotFound(arn.text)
        }
        return alias
    }

    /// The routes of a request and the machine of their versions.
    private func checkedRoutes(_ request: Request) throws -> (machine: String, routes: [Alias.Route]) {
        let routes = Alias.routes(request.value("routingConfiguration"))
        var machines: Set<String> = []
        for route in routes {
            let arn = try ResourceName(route.version, .stateMachine)
            guard arn.qualifier != nil else { throw invalidRouting("ARNs of versions") }
            guard try resources.find(Version.self, arn.text) != nil else {
                throw ServiceError.resourceNotFound(arn.text)
            }
            machines.insert(arn.unqualified)
        }
        guard machines.count == 1, let machine = machines.first else {
            throw invalidRouting("versions of one state machine")
        }
        guard Set(routes.map(\.version)).count == routes.count else { throw invalidRouting("different versions") }
        guard routes.reduce(0, { $0 + $1.weight }) == 100 else { throw invalidRouting("weights that sum up to 100") }
        return (machine, routes)
    }

    private func invalidRouting(_ wanted: String) -> ServiceError {
        .validation(
            "Invalid routing configuration: it must have \(wanted)", reason: "INVALID_ROUTING_CONFIGURATION")
    }
}
