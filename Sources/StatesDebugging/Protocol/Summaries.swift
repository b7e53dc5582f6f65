import JSON
import StatesLanguage

extension Breakpoint {
    var json: JSON { ["state": .string(state), "moment": .string(moment.rawValue)] }
}

extension BreakpointHit {
    var json: JSON {
        var object: JSONObject = [
            "breakpoint": breakpoint.json, "state": .string(state), "moment": .string(breakpoint.moment.rawValue),
            "pointer": .string(pointer), "strand": strand.json,
        ]
        if let error { object["error"] = .string(error) }
        if let cause { object["cause"] = .string(cause) }
        return .object(object)
    }
}

extension StrandID {
    /// A number, and for a strand of a child execution a text.
    var json: JSON { path.count == 1 ? .int(path[0]) : .string(description) }
}

extension DebugSession {
    /// Where the session stands, for a client.
    var summary: JSON {
        var object: JSONObject = [
            "position": .int(position), "status": .string(execution.status.rawValue),
            "time": .string(execution.now.iso8601),
        ]
        if let focus { object["focus"] = .object(json(of: focus)) }
        object["strands"] = .array(execution.strandsUnderWay.map { .object($0.brief) })
        if let request {
            object["task"] = [
                "state": .string(request.stateName), "strand": focus?.id.json ?? .null,
                "resource": .string(request.resource), "parameters": request.parameters,
                "retryCount": .int(request.retryCount),
            ]
        }
        if let outcome { object["outcome"] = outcome.debugJSON }
        if let output = execution.output { object["output"] = output }
        if let error = execution.error { object["error"] = .string(error) }
        if let cause = execution.cause { object["cause"] = .string(cause) }
        return .object(object)
    }

    private func json(of strand: StrandView) -> JSONObject {
        var object = strand.brief
        object["input"] = strand.input
        object["variables"] = .object(
            JSONObject(strand.variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        object["context"] = execution.context(of: strand.id) ?? .null
        object["retryCount"] = .int(strand.retryCount)
        return object
    }
}

extension StrandView {
    fileprivate var brief: JSONObject {
        [
            "id": id.json, "parent": parent?.json ?? .null, "position": .int(position),
            "state": .string(state), "pointer": .string(pointer), "type": .string(type),
            "standing": .string(standing.rawValue),
        ]
    }
}

extension TaskOutcome {
    fileprivate var debugJSON: JSON {
        if case .succeeded(let result) = self { return ["result": result] }
        if self == .silent { return ["silent": true] }
        return [
            "error": failure?.error.map { .string($0) } ?? .null, "cause": failure?.cause.map { .string($0) } ?? .null,
        ]
    }
}
