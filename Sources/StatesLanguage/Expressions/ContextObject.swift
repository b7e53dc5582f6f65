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

    var identity: ExecutionIdentity
    var executionInput: JSON
    var startTime: Timestamp
    var redriveCount = 0
    /// When the execution was last redriven; nil for one that never was.
    var redriveTime: Timestamp?
    var stateName: String?
    var enteredTime: Timestamp?
    /// Retries of this visit; nil for states that cannot retry.
    var retryCount: Int?
    var mapItem: MapItem?
    var taskToken: String?

    /// The object that `$$` names.
    var json: JSON {
        var execution: JSONObject = [
            "Id": .string(identity.executionARN), "Input": executionInput, "StartTime": .string(startTime.iso8601),
            "Name": .string(identity.executionName), "RoleArn": .string(identity.roleARN),
            "RedriveCount": .int(redriveCount),
        ]
        if let redriveTime { execution["RedriveTime"] = .string(redriveTime.iso8601) }
        var object: JSONObject = [
            "Execution": .object(execution),
            "StateMachine": ["Id": .string(identity.stateMachineARN), "Name": .string(identity.stateMachineName)],
        ]
        if let stateName {
            var state: JSONObject = ["Name": .string(stateName)]
            if let enteredTime { state["EnteredTime"] = .string(enteredTime.iso8601) }
            if let retryCount { state["RetryCount"] = .int(retryCount) }
            object["State"] = .object(state)
        }
        if let taskToken { object["Task"] = ["Token": .string(taskToken)] }
        if let mapItem { object["Map"] = ["Item": mapItem.json] }
        return .object(object)
    }
}
