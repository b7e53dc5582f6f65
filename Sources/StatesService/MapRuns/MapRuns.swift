import JSON
import StatesLanguage

extension Operation {
    static let mapRuns = [
        Operation("ListMapRuns", [.required("executionArn", .arn)] + .paging()) { try await $0.listMapRuns($1) },
        Operation("DescribeMapRun", [.required("mapRunArn", .longARN)]) { try await $0.describeMapRun($1) },
        Operation(
            "UpdateMapRun",
            [
                .required("mapRunArn", .longARN), .optional("maxConcurrency", .integer(0...Int.max)),
                .optional("toleratedFailurePercentage", .number(0...100)),
                .optional("toleratedFailureCount", .integer(0...Int.max)),
            ]
        ) { try await $0.updateMapRun($1) },
    ]
}

extension StatesService {
    func listMapRuns(_ request: Request) throws -> JSONObject {
        let (record, number) = try execution(request)
        let page = try Page(request, of: "ListMapRuns|\(record.arn)")
        return page.response(
            "mapRuns",
            try mapRunTable.list(of: number).map { run in
                // The machine of its children: the Map state's label stands behind the name.
                let name = try ResourceName(run["mapRunArn"]?.string ?? "", .mapRun).parts.first ?? ""
                var item: JSONObject = [
                    "executionArn": .string(record.arn),
                    "stateMachineArn": .string(partition.arn(.stateMachine, name)),
                ]
                for member in ["mapRunArn", "startDate", "stopDate"] { item[member] = run[member] }
                return .object(item)
            })
    }

    func describeMapRun(_ request: Request) throws -> JSONObject {
        let (run, execution) = try mapRun(request.required("mapRunArn"))
        var response = run
        response["executionArn"] = .string(execution)
        return response
    }

    func updateMapRun(_ request: Request) throws -> JSONObject {
        let (run, execution) = try mapRun(request.required("mapRunArn"))
        guard run["status"] == "RUNNING", let entry = running[execution] else {
            throw ServiceError.validation(
                "Map Run is completed and cannot be updated", reason: "CANNOT_UPDATE_COMPLETED_MAP_RUN")
        }
        let update = MapRunUpdate(
            maxConcurrency: request.integer("maxConcurrency"),
            toleratedFailureCount: request.integer("toleratedFailureCount"),
            toleratedFailurePercentage: request.number("toleratedFailurePercentage"))
        entry.mailbox.send(
            .mapRunUpdated(arn: try request.required("mapRunArn"), update, at: configuration.clock.now))
        return JSONObject()
    }

    func mapRun(_ text: String) throws -> (run: JSONObject, execution: String) {
        let arn = try ResourceName(text, .mapRun)
        guard let found = try mapRunTable.find(arn.text) else { throw ServiceError.resourceNotFound(arn.text) }
        return found
    }
}
