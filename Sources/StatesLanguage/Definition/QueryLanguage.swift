import JSON

/// The languages that expressions may be in.
enum QueryLanguage: String, CaseIterable, Sendable {
    case jsonPath = "JSONPath"
    case jsonata = "JSONata"

    var other: QueryLanguage { self == .jsonPath ? .jsonata : .jsonPath }

    /// The fields that only states in this language have.
    var ownFields: Set<String> {
        switch self {
        case .jsonPath:
            [
                "InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "Result", "Variable",
                "SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath", "ErrorPath", "CausePath",
                "ItemsPath", "MaxConcurrencyPath", "MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath", "MaxItemsPath",
                "ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
            ]
        case .jsonata: ["Arguments", "Output", "Condition", "Items"]
        }
    }
}

extension FieldReader {
    /// `QueryLanguage`, or what holds without it. A wrong value is reported and taken for JSONata, as the service does.
    mutating func queryLanguage() -> QueryLanguage {
        guard let value = object["QueryLanguage"] else { return language }
        guard value.string != nil else {
            _ = take("QueryLanguage")
            // The service names the type of this one field in its own way.
            report(.schema, "Expected value of type [STRING]", detail: "it is \(value.kind)", at: "QueryLanguage")
            return .jsonata
        }
        return word("QueryLanguage", QueryLanguage.self) ?? .jsonata
    }
}
