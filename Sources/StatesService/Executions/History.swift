import JSON

extension Operation {
    static let history = [
        Operation(
            "GetExecutionHistory",
            [
                .required("executionArn", .arn), .optional("reverseOrder", .flag),
                .optional("includeExecutionData", .flag),
            ] + .paging()
        ) { try await $0.getExecutionHistory($1) }
    ]
}

extension StatesService {
    func getExecutionHistory(_ request: Request) throws -> JSONObject {
        let (record, number) = try execution(request)
        let isReversed = request.flag("reverseOrder")
        let page = try Page(request, of: "GetExecutionHistory|\(record.arn)|\(isReversed)")
        let rows = try journal.events(
            of: number, from: page.start, isReversed: isReversed, limit: page.size + 1)
        let hidesData = request.value("includeExecutionData") == false
        let events = rows.prefix(page.size).map { hidesData ? $0.event.withoutExecutionData : $0.event }
        var response: JSONObject = ["events": .array(events)]
        if rows.count > page.size { response["nextToken"] = page.token(rows[page.size].id) }
        return response
    }
}

extension JSON {
    /// Members of an event's details that hold what the execution works on.
    private static let executionData: Set<String> = [
        "input", "inputDetails", "output", "outputDetails", "parameters", "assignedVariables",
        "assignedVariablesDetails",
    ]

    /// An event without inputs and outputs.
    fileprivate var withoutExecutionData: JSON {
        guard let object else { return self }
        return .object(
            JSONObject(
                object.map { member in
                    guard let details = member.value.object else { return (member.key, member.value) }
                    let kept = details.filter { !Self.executionData.contains($0.key) }
                    return (member.key, .object(JSONObject(kept.map { ($0.key, $0.value) })))
                }))
    }
}
