import JSON

extension ChildExecution {
    /// All that is known of the execution, as the files of a `ResultWriter` tell it.
    var record: JSON {
        var record = JSONObject()
        if let cause = execution.cause { record["Cause"] = .string(cause) }
        if let error = execution.error { record["Error"] = .string(error) }
        record["ExecutionArn"] = .string(arn)
        record["Input"] = .string(input.text())
        record["InputDetails"] = ["Included": true]
        record["Name"] = .string(name)
        if let output = execution.output {
            record["Output"] = .string(output.text())
            record["OutputDetails"] = ["Included": true]
        }
        record["RedriveCount"] = .int(redriveCount)
        if execution.status == .succeeded {
            record["RedriveStatus"] = "NOT_REDRIVABLE"
            record["RedriveStatusReason"] = "Execution is SUCCEEDED and cannot be redriven"
        } else {
            record["RedriveStatus"] = type == .standard ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN"
        }
        record["StartDate"] = .string(startDate.iso8601)
        record["StateMachineArn"] = .string(stateMachineARN)
        record["Status"] = .string(execution.status.rawValue)
        if let stopDate { record["StopDate"] = .string(stopDate.iso8601) }
        return .object(record)
    }

    /// What of the execution counts as its result. One that failed is told with all that is known of it, whatever the
    /// transformation.
    func results(_ transformation: ResultWriter.Transformation) -> [JSON] {
        guard execution.status == .succeeded, let output = execution.output, transformation != .none else {
            return [record]
        }
        if transformation == .flatten, let elements = output.array { return elements }
        return [output]
    }
}

/// An input that no child execution was started for, as the files of a `ResultWriter` tell it.
struct PendingRecord {
    let identity: ExecutionIdentity
    let input: JSON

    var json: JSON {
        [
            "ExecutionArn": .string(identity.executionARN), "Input": .string(input.text()),
            "InputDetails": ["Included": true], "Name": .string(identity.executionName), "RedriveCount": 0,
            "RedriveStatus": "NOT_REDRIVABLE",
            "RedriveStatusReason": "Execution is PENDING and cannot be redriven",
            "StateMachineArn": .string(identity.stateMachineARN), "Status": "PENDING",
        ]
    }
}
