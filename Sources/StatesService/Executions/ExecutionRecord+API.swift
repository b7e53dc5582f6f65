import JSON
import StatesLanguage

extension ExecutionRecord {
    /// The execution as DescribeExecution tells it, besides whether it can be redriven.
    func description(metadataOnly: Bool) -> JSONObject {
        var response = listItem
        response["itemCount"] = nil
        if !metadataOnly {
            response["input"] = .string(input)
            response["output"] = outcome.output.map { .string($0) }
        }
        response["inputDetails"] = ["included": .bool(!metadataOnly)]
        if outcome.output != nil { response["outputDetails"] = ["included": .bool(!metadataOnly)] }
        response["error"] = outcome.error.map { .string($0) }
        response["cause"] = outcome.cause.map { .string($0) }
        response["traceHeader"] = traceHeader.map { .string($0) }
        return response
    }

    /// The execution as ListExecutions tells it.
    var listItem: JSONObject {
        var item: JSONObject = [
            "executionArn": .string(arn), "stateMachineArn": .string(machine.arn), "name": .string(name),
            "status": .string(status.rawValue), "startDate": started.epochSeconds,
        ]
        item["stopDate"] = outcome.stopped?.epochSeconds
        item["stateMachineVersionArn"] = version.map { .string($0) }
        item["stateMachineAliasArn"] = alias.map { .string($0) }
        item["mapRunArn"] = child.map { .string($0.mapRunARN) }
        item["itemCount"] = child.map { .int($0.itemCount) }
        item["redriveCount"] = .int(redriveCount)
        item["redriveDate"] = outcome.redriven?.epochSeconds
        return item
    }
}
