import JSON

/// The context object, kept in parts: it is only put together when an expression reads it.
struct ContextObject: Sendable {
    /// One iteration of a Map state.
    struct MapItem: Sendable {
        /// The `Source` of items that come from the state's own data.
        static let stateData = "STATE_DATA"

        var index: Int
        var value: JSON
        /// The member's name, where the items are the members of an object.
        var key: String?
        /// Where the item was found.
        var source = Self.stateData

        var json: JSON {
            var item: JSONObject = ["Index": .int(index), "Value": value, "Source": .string(source)]
            if let key { item["Key"] = .string(key) }
            return .object(item)
        }
    }

    var execution: ExecutionFacts
    var stateName: String?
    var enteredTime: Timestamp?
    /// Retries of this visit; nil for states that cannot retry.
    var retryCount: Int?
    var mapItem: MapItem?
    var taskToken: String?

    /// The object that `$$` names.
    var json: JSON {
        var object = execution.stated ?? evaluated
        if let taskToken, object["Task"] == nil { object["Task"] = ["Token": .string(taskToken)] }
        if let mapItem { object["Map"] = ["Item": mapItem.json] }
        return .object(object)
    }

    /// What the execution knows of itself and of the state.
    private var evaluated: JSONObject {
        var facts: JSONObject = [
            "Id": .string(execution.identity.executionARN), "Input": execution.input,
            "StartTime": .string(execution.startTime.iso8601), "Name": .string(execution.identity.executionName),
            "RoleArn": .string(execution.identity.roleARN), "RedriveCount": .int(execution.redriveCount),
        ]
        if let redriveTime = execution.redriveTime { facts["RedriveTime"] = .string(redriveTime.iso8601) }
        var object: JSONObject = [
            "Execution": .object(facts),
            "StateMachine": [
                "Id": .string(execution.identity.stateMachineARN),
                "Name": .string(execution.identity.stateMachineName),
            ],
        ]
        if let stateName {
            var state: JSONObject = ["Name": .string(stateName)]
            if let enteredTime { state["EnteredTime"] = .string(enteredTime.iso8601) }
            if let retryCount { state["RetryCount"] = .int(retryCount) }
            object["State"] = .object(state)
        }
        return object
    }
}

/// What every context object of an execution has in common.
///
/// A class, so that a state's scope holds it at the cost of a reference.
final class ExecutionFacts: Sendable {
    let identity: ExecutionIdentity
    let input: JSON
    let startTime: Timestamp
    let redriveCount: Int
    /// When the execution was last redriven; nil for one that never was.
    let redriveTime: Timestamp?
    /// What the context object is said to be; nil where it follows from the facts.
    let stated: JSONObject?

    init(
        identity: ExecutionIdentity, input: JSON, startTime: Timestamp, redriveCount: Int = 0,
        redriveTime: Timestamp? = nil, stated: JSONObject? = nil
    ) {
        (self.identity, self.input, self.startTime, self.stated) = (identity, input, startTime, stated)
        (self.redriveCount, self.redriveTime) = (redriveCount, redriveTime)
    }

    convenience init(_ execution: Execution) {
        self.init(
            identity: execution.identity, input: execution.input, startTime: execution.startTime,
            redriveCount: execution.redriveCount, redriveTime: execution.redriveTime)
    }
}
