import JSON

/// Waits for a while or until a time.
struct WaitState: StateBehaviour {
    enum Length: Sendable {
        case seconds(Int)
        case secondsPath(PathExpression)
        case timestamp(Timestamp)
        case timestampPath(PathExpression)
        case secondsQuery(JSONataQuery)
        case timestampQuery(JSONataQuery)
    }

    let name: String
    let transition: Transition
    let flow: DataFlow
    let length: Length

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        flow = reader.dataFlow(hasResult: false)
        length = Self.length(from: &reader)
        transition = reader.transition()
    }

    private static func length(from reader: inout FieldReader) -> Length {
        let fields =
            reader.language == .jsonPath
            ? ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"] : ["Seconds", "Timestamp"]
        reader.checkExclusive(fields, isRequired: true)
        var length = Length.seconds(0)
        if let query = reader.query("Seconds") { return .secondsQuery(query) }
        if let query = reader.query("Timestamp") { return .timestampQuery(query) }
        if let seconds = reader.integer("Seconds", in: 0...ExecutionLimits.maximumSeconds) {
            length = .seconds(seconds)
        }
        if let path = reader.path("SecondsPath") { length = .secondsPath(path) }
        if let path = reader.path("TimestampPath") { length = .timestampPath(path) }
        if let text = reader.string("Timestamp") {
            if let timestamp = Timestamp(text) {
                length = .timestamp(timestamp)
            } else {
                reader.report(.schema, "String does not match RFC3339 timestamp", at: "Timestamp")
            }
        }
        return length
    }

    var targets: [Int] { transition.targets }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        var scope = scope.with(input: try flow.effectiveInput(scope))
        switch length {
        case .seconds(let seconds): return .wait(.after(.seconds(seconds)))
        case .timestamp(let timestamp): return .wait(.until(timestamp))
        case .secondsQuery(let query):
            let value = try query.evaluate(.number, in: &scope)
            guard let seconds = value.int, (0...ExecutionLimits.maximumSeconds).contains(seconds) else {
                throw .queriedValue(
                    "The Seconds field cannot be parsed as a long value: \(value.text())", at: query.location)
            }
            return .wait(.after(.seconds(seconds)))
        case .timestampQuery(let query):
            let text = try query.evaluate(.string, in: &scope).string ?? ""
            guard let timestamp = Timestamp(text) else {
                throw .queriedValue(
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                        + text, at: query.location)
            }
            return .wait(.until(timestamp))
        case .secondsPath(let path):
            let value = try value(of: path, field: "SecondsPath", in: scope)
            guard let seconds = value.int, seconds >= 0 else {
                throw .runtime(
                    "The SecondsPath parameter cannot be parsed as a long value: \(path.text) == \(value.bareText)")
            }
            return .wait(.after(.seconds(min(seconds, ExecutionLimits.maximumSeconds))))
        case .timestampPath(let path):
            let value = try value(of: path, field: "TimestampPath", in: scope)
            guard let timestamp = value.string.flatMap({ Timestamp($0) }) else {
                throw .runtime(
                    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
                        + "format string: \(path.text) == \(value.bareText)")
            }
            return .wait(.until(timestamp))
        }
    }

    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        scope.input = try flow.effectiveInput(scope)
        return try flow.exit(to: transition, &scope)
    }

    private func value(of path: PathExpression, field: String, in scope: EvaluationScope) throws(Failure) -> JSON {
        do {
            return try path.evaluate(in: scope)
        } catch {
            throw .runtime("The \(field) parameter does not reference an input value: \(path.text)")
        }
    }
}

extension JSON {
    /// A string without quotes, anything else as JSON text: how messages show a value.
    var bareText: String { string ?? text() }
}
