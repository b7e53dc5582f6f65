public import JSON

extension HistoryEvent {
    /// Reads an event as GetExecutionHistory gives it.
    ///
    /// The timestamp is an ISO 8601 text, as the command line of AWS writes it, or seconds since 1970, as the API does.
    init(_ source: JSON, at pointer: String) throws(HistoryFormatError) {
        guard let object = source.object else {
            throw HistoryFormatError(message: "An event is an object, not \(source.kind)", pointer: pointer)
        }
        guard let id = object["id"]?.int, id > 0 else {
            throw HistoryFormatError(message: "An event needs an 'id' above 0", pointer: pointer)
        }
        let previous = object["previousEventId"]?.int ?? 0
        guard (0..<id).contains(previous) else {
            throw HistoryFormatError(
                message: "The 'previousEventId' of an event is that of an earlier one", pointer: pointer)
        }
        guard let name = object["type"]?.string, let type = HistoryEventType(rawValue: name) else {
            throw HistoryFormatError(
                message: "'\(object["type"]?.bareText ?? "")' is no type of event", pointer: pointer)
        }
        let details = object.first { $0.key.hasSuffix("EventDetails") }?.value.object
        self.init(
            id: id, previousID: previous, type: type, timestamp: Self.timestamp(object["timestamp"]),
            details: .recorded(details ?? JSONObject()))
    }

    /// The time of an event; the start of 1970 where a recording left it out.
    private static func timestamp(_ value: JSON?) -> Timestamp {
        if let text = value?.string { return Timestamp(text) ?? Timestamp(seconds: 0) }
        guard let seconds = value?.double, seconds.magnitude < 1e11 else { return Timestamp(seconds: 0) }
        let milliseconds = Int64((seconds * 1000).rounded())
        return Timestamp(seconds: 0) + .milliseconds(milliseconds)
    }

    /// The value of `input`, `output`, `parameters` or another detail that holds JSON text.
    ///
    /// - Returns: nil where the event has no such detail, or only a part of it.
    public func data(_ name: String) -> JSON? {
        let details = eventDetails
        guard details[name + "Details"]?["truncated"] != true else { return Optional.none }
        return details[name].map(\.decodedText)
    }

    /// The variables that a state assigned when it was left, by name.
    public var assignedVariables: [String: JSON] {
        guard let assigned = eventDetails["assignedVariables"]?.object else { return [:] }
        return Dictionary(assigned.map { ($0.key, $0.value.decodedText) }, uniquingKeysWith: { _, last in last })
    }
}

extension JSON {
    /// The value that a string holds as JSON text; anything else as it is.
    fileprivate var decodedText: JSON {
        guard let text = string else { return self }
        do { return try JSON(parsing: text) } catch { return self }
    }
}
