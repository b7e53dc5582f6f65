public import JSON

/// One event of an execution's history, as GetExecutionHistory gives it.
public struct HistoryEvent: Sendable {
    /// The event's number, from 1.
    public var id: Int
    /// The event that led to this one; 0 at the start.
    public var previousID: Int
    /// What happened.
    public var type: HistoryEventType
    /// When it happened.
    public var timestamp: Timestamp
    var details: HistoryDetails
}

/// What an event tells besides its kind. Data stays as it is until somebody asks for the event's JSON.
enum HistoryDetails: Sendable {
    case none
    case executionStarted(input: JSON, roleARN: String)
    case executionSucceeded(output: JSON)
    /// Also of executions and tasks that were aborted or timed out.
    case failure(error: String?, cause: String?)
    case stateEntered(name: String, input: JSON)
    case stateExited(name: String, output: JSON, assigned: JSONObject?)
    indirect case evaluationFailed(state: String, location: String?, error: String?, cause: String?)
    indirect case taskScheduled(TaskPlan, region: String)
    indirect case taskStarted(TaskResource, worker: String?)
    /// Submitted or succeeded.
    indirect case taskOutput(TaskResource, JSON)
    indirect case taskFailure(TaskResource, error: String?, cause: String?)
    case mapStateStarted(length: Int)
    case mapIteration(name: String, index: Int)
    case mapRunStarted(arn: String)
    case mapRunRedriven(arn: String, count: Int)
    case executionRedriven(count: Int)
    /// As a document gave them that was read.
    case recorded(JSONObject)
}

extension HistoryEvent {
    /// The event in the shape of the API; inputs and outputs are JSON text inside it.
    public var json: JSON {
        var object: JSONObject = [
            "timestamp": .string(timestamp.iso8601), "type": .string(type.rawValue), "id": .int(id),
            "previousEventId": .int(previousID),
        ]
        if let (key, value) = detailsMember { object[key] = .object(value) }
        return .object(object)
    }

    /// The name of the state that the event tells of, if it names one.
    public var stateName: String? {
        switch details {
        case .stateEntered(let name, _), .stateExited(let name, _, _), .mapIteration(let name, _),
            .evaluationFailed(let name, _, _, _):
            name
        case .recorded(let details): (details["name"] ?? details["state"])?.string
        default: nil
        }
    }

    /// The error that the event tells of, if any.
    public var error: String? {
        switch details {
        case .failure(let error, _), .taskFailure(_, let error, _), .evaluationFailed(_, _, let error, _): error
        case .recorded(let details): details["error"]?.string
        default: nil
        }
    }

    /// What the event tells besides its kind, as the API's `…EventDetails`; empty where there is nothing.
    public var eventDetails: JSONObject {
        if case .recorded(let details) = details { return details }
        return detailsMember?.1 ?? JSONObject()
    }

    private var detailsMember: (String, JSONObject)? {
        let key = type.detailsKey
        switch details {
        case .none: return nil
        case .executionStarted(let input, let roleARN):
            return (key, data("input", input).adding("roleArn", .string(roleARN)))
        case .executionSucceeded(let output): return (key, data("output", output))
        case .failure(let error, let cause): return (key, failure(error, cause))
        case .stateEntered(let name, let input):
            return ("stateEnteredEventDetails", JSONObject([("name", .string(name))]).adding(data("input", input)))
        case .stateExited(let name, let output, let assigned):
            var details = JSONObject([("name", .string(name))]).adding(data("output", output))
            if let assigned {
                details["assignedVariables"] = .object(
                    JSONObject(assigned.map { ($0.key, .string($0.value.text())) }))
                details["assignedVariablesDetails"] = ["truncated": false]
            }
            return ("stateExitedEventDetails", details)
        case .evaluationFailed(let state, let location, let error, let cause):
            var details = failure(error, cause).adding("state", .string(state))
            if let location { details["location"] = .string(location) }
            return (key, details)
        case .taskScheduled(let plan, let region): return (key, scheduled(plan, region: region))
        case .taskStarted(let resource, let worker):
            if resource.family == .lambda { return nil }
            var details = resource.members
            if let worker { details["workerName"] = .string(worker) }
            return (key, details)
        case .taskOutput(let resource, let output): return (key, resource.members.adding(data("output", output)))
        case .taskFailure(let resource, let error, let cause):
            return (key, resource.members.adding(failure(error, cause)))
        case .mapStateStarted(let length): return (key, ["length": .int(length)])
        case .mapIteration(let name, let index): return (key, ["name": .string(name), "index": .int(index)])
        case .mapRunStarted(let arn): return (key, ["mapRunArn": .string(arn)])
        case .mapRunRedriven(let arn, let count):
            return (key, ["mapRunArn": .string(arn), "redriveCount": .int(count)])
        case .executionRedriven(let count): return (key, ["redriveCount": .int(count)])
        case .recorded(let details): return details.isEmpty ? nil : (type.recordedKey, details)
        }
    }

    private func scheduled(_ plan: TaskPlan, region: String) -> JSONObject {
        var details = plan.resource.members
        if case .service = plan.resource.family {
            details["region"] = .string(region)
            details["parameters"] = .string(plan.parameters.text())
        } else {
            details["resource"] = .string(plan.resource.arn)
            details = details.adding(data("input", plan.parameters))
        }
        if let seconds = plan.timeoutSeconds { details["timeoutInSeconds"] = .int(seconds) }
        if let seconds = plan.heartbeatSeconds { details["heartbeatInSeconds"] = .int(seconds) }
        if let roleARN = plan.roleARN { details["taskCredentials"] = ["roleArn": .string(roleARN)] }
        return details
    }

    private func data(_ name: String, _ value: JSON) -> JSONObject {
        [name: .string(value.text()), name + "Details": ["truncated": false]]
    }

    private func failure(_ error: String?, _ cause: String?) -> JSONObject {
        var details = JSONObject()
        if let error { details["error"] = .string(error) }
        if let cause { details["cause"] = .string(cause) }
        return details
    }
}

extension HistoryEventType {
    /// Such as `taskFailedEventDetails`.
    fileprivate var detailsKey: String {
        (rawValue.first?.lowercased() ?? "") + rawValue.dropFirst() + "EventDetails"
    }

    /// The details' key for any kind; all kinds of states share those of their entering and leaving.
    fileprivate var recordedKey: String {
        if rawValue.hasSuffix("StateEntered") { return "stateEnteredEventDetails" }
        return rawValue.hasSuffix("StateExited") ? "stateExitedEventDetails" : detailsKey
    }
}

extension TaskResource {
    /// How events name a service integration; empty for functions and activities.
    fileprivate var members: JSONObject {
        guard case .service(let type, let action) = family else { return JSONObject() }
        return ["resourceType": .string(type), "resource": .string(action)]
    }
}

extension JSONObject {
    fileprivate func adding(_ key: String, _ value: JSON) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }

    fileprivate func adding(_ other: JSONObject) -> JSONObject {
        var object = self
        for member in other { object[member.key] = member.value }
        return object
    }
}
