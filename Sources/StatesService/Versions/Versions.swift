import JSON
import SQLite

extension Operation {
    static let versions = [
        Operation(
            "PublishStateMachineVersion",
            [
                .required("stateMachineArn", .arn), .optional("revisionId", .text(0...Int.max)),
                .optional("description", .description),
            ]
        ) { try await $0.publishStateMachineVersion($1) },
        Operation("ListStateMachineVersions", [.required("stateMachineArn", .arn)] + .paging()) {
            try await $0.listStateMachineVersions($1)
        },
        Operation("DeleteStateMachineVersion", [.required("stateMachineVersionArn", .longARN)]) {
            try await $0.deleteStateMachineVersion($1)
        },
    ]
}

extension StatesService {
    /// Versions that one machine may have.
    static let maximumVersions = 1000

    func publishStateMachineVersion(_ request: Request) throws -> JSONObject {
        let machine = try stateMachine(ResourceName(request.required("stateMachineArn"), .stateMachine))
        let current = machine.revision ?? "INITIAL"
        if let wanted = request.text("revisionId"), wanted != current {
            throw ServiceError.conflict(
                "Failed to publish the State Machine version for revision \(wanted). The current State Machine "
                    + "revision is \(current).")
        }
        let version = try database.transacting { try publish(machine, description: request.text("description")) }
        return ["creationDate": version.created.epochSeconds, "stateMachineVersionArn": .string(version.arn)]
    }

    /// Publishes a machine as it stands; the same revision again is the same version.
    func publish(_ machine: StateMachine, description: String?) throws -> Version {
        let versions = try resources.all(Version.self, of: machine.arn)
        if let last = versions.last, last.snapshot.revision == machine.revision, machine.lastVersion > 0,
            last.arn == "\(machine.arn):\(machine.lastVersion)"
        {
            return last
        }
        guard versions.count < Self.maximumVersions else {
            throw ServiceError(
                "ServiceQuotaExceededException", "A state machine may have \(Self.maximumVersions) versions.")
        }
        var machine = machine
        machine.lastVersion += 1
        let version = Version(number: machine.lastVersion, of: machine, description: description, at: now)
        try resources.put(machine)
        try resources.put(version)
        return version
    }

    func listStateMachineVersions(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("stateMachineArn"), .stateMachine)
        let page = try Page(request, of: "ListStateMachineVersions|\(arn.text)")
        return page.response(
            "stateMachineVersions",
            try resources.all(Version.self, of: arn.text).reversed().map { version in
                ["stateMachineVersionArn": .string(version.arn), "creationDate": version.created.epochSeconds]
            })
    }

    func deleteStateMachineVersion(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("stateMachineVersionArn"), .stateMachine)
        guard let number = arn.qualifier, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ServiceError.invalidARN("Resource type not valid in this context: \(arn.text) is no version")
        }
        let users = try resources.all(Alias.self, of: arn.unqualified).filter { alias in
            alias.routes.contains { $0.version == arn.text }
        }
        guard users.isEmpty else {
            throw ServiceError.conflict(
                "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this "
                    + "version: [\(users.map(\.name).joined(separator: ", "))]")
        }
        if try resources.find(Version.self, arn.text) != nil { try resources.remove(arn.text) }
        return JSONObject()
    }
}
