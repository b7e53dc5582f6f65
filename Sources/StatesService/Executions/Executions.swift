import JSON
import StatesLanguage

extension Operation {
    static let executions = [
        Operation(
            "StartExecution",
            [
                .required("stateMachineArn", .arn), .optional("name", .name), .optional("input", .data),
                .optional("traceHeader", .text(0...256, pattern: .ascii)),
            ]
        ) { try await $0.startExecution($1) },
        Operation(
            "StartSyncExecution",
            [
                .required("stateMachineArn", .arn), .optional("name", .name), .optional("input", .data),
                .optional("traceHeader", .text(0...256, pattern: .ascii)), .optional("includedData", .includedData),
            ]
        ) { try await $0.startSyncExecution($1) },
        Operation(
            "StopExecution",
            [.required("executionArn", .arn), .optional("error", .error), .optional("cause", .cause)]
        ) { try await $0.stopExecution($1) },
        Operation(
            "DescribeExecution", [.required("executionArn", .arn), .optional("includedData", .includedData)]
        ) { try await $0.describeExecution($1) },
        Operation(
            "DescribeStateMachineForExecution",
            [.required("executionArn", .arn), .optional("includedData", .includedData)]
        ) { try await $0.describeStateMachineForExecution($1) },
        Operation(
            "ListExecutions",
            [
                .optional("stateMachineArn", .arn),
                .optional(
                    "statusFilter",
                    .word(["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"])),
                .optional("mapRunArn", .longARN),
                .optional("redriveFilter", .word(["REDRIVEN", "NOT_REDRIVEN"])),
            ] + .paging(token: 3096)
        ) { try await $0.listExecutions($1) },
    ]
}

extension StatesService {
    func stopExecution(_ request: Request) async throws -> JSONObject {
        let (record, _) = try execution(request)
        try checkCanBeStopped(record)
        if let entry = running[record.arn] {
            entry.mailbox.send(
                .aborted(error: request.text("error"), cause: request.text("cause"), at: configuration.clock.now))
            await entry.task.value
        }
        if !isSuspended, running[record.arn] == nil, let (left, number) = try executionTable.find(record.arn),
            left.status == .running
        {
            try abandon(left, number, error: request.text("error"), cause: request.text("cause"))
            try finishDeletion(of: left.machine.arn)
        }
        let stopped = try executionTable.find(record.arn)?.record.outcome.stopped ?? now
        return ["stopDate": stopped.epochSeconds]
    }

    func describeExecution(_ request: Request) throws -> JSONObject {
        let (record, number) = try execution(request)
        var response = record.description(metadataOnly: request.wantsMetadataOnly)
        let obstacle = try redriveObstacle(record, number)
        response["redriveStatus"] = .string(obstacle == nil ? "REDRIVABLE" : "NOT_REDRIVABLE")
        response["redriveStatusReason"] = obstacle.map { .string($0) }
        return response
    }

    func describeStateMachineForExecution(_ request: Request) throws -> JSONObject {
        let (record, _) = try execution(request)
        if let child = record.child { return try describeMachine(of: record, child, request) }
        var response = record.machine.description(metadataOnly: request.wantsMetadataOnly)
        response["updateDate"] = record.machine.updated.epochSeconds
        return response
    }

    func listExecutions(_ request: Request) throws -> JSONObject {
        guard (request.text("stateMachineArn") == nil) != (request.text("mapRunArn") == nil) else {
            throw ServiceError.validation("Either a state machine ARN or a map run ARN must be specified")
        }
        if let mapRun = request.text("mapRunArn") { return try listChildExecutions(of: mapRun, request) }
        guard request.text("statusFilter") != "PENDING_REDRIVE" else {
            throw ServiceError.validation("The status PENDING_REDRIVE is only that of child executions of a Map Run")
        }
        let arn = try ResourceName(request.required("stateMachineArn"), .stateMachine)
        guard let machine = try resources.find(StateMachine.self, arn.unqualified) else {
            throw ServiceError.stateMachineDoesNotExist(arn.text)
        }
        guard machine.type == .standard else { throw ServiceError.typeNotSupported }
        var filter = ExecutionTable.Filter(owner: .machine(machine.arn), request)
        if arn.qualifier != nil {
            let isVersion = try resources.find(Version.self, arn.text) != nil
            if isVersion { filter.version = arn.text } else { filter.alias = arn.text }
        }
        return try list(filter, of: arn.text, request)
    }

    /// A page of executions, the newest first.
    func list(_ filter: ExecutionTable.Filter, of owner: String, _ request: Request) throws -> JSONObject {
        let page = try Page(
            request, of: "ListExecutions|\(owner)|\(filter.status ?? "")|\(request.text("redriveFilter") ?? "")")
        let rows = try executionTable.list(filter, before: Int64(page.start), limit: page.size + 1)
        var response: JSONObject = ["executions": .array(rows.prefix(page.size).map { .object($0.record.listItem) })]
        if rows.count > page.size { response["nextToken"] = page.token(Int(rows[page.size - 1].number)) }
        return response
    }

    /// The execution that a request names.
    ///
    /// - Throws: `ExecutionDoesNotExist`, `InvalidArn`.
    func execution(_ request: Request) throws -> (record: ExecutionRecord, number: Int64) {
        let arn = try ResourceName(request.required("executionArn"), .execution)
        guard let found = try executionTable.find(arn.text) else { throw ServiceError.executionDoesNotExist(arn.text) }
        return found
    }
}
