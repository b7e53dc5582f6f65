/// Why a definite path leads to no value.
///
/// The texts are those of Jayway JsonPath, which Step Functions puts into the cause of a `States.Runtime` failure.
public enum JSONPathEvaluationError: Error, Hashable, Sendable {
    /// The last member of the path does not exist; holds the path in bracket form.
    case noResults(String)
    /// A member before the last does not exist; holds the path up to that member.
    case missingProperty(String)
    /// The path asks a value that is no object for a member.
    case notAnObject(property: String, path: String, found: String)
    /// The path asks a value that is no array for elements; holds the steps from there on, and the value as JSON text.
    case notAnArray(steps: String, found: String)
    /// The path filters what is neither an array nor an object; holds the value as JSON text.
    case notAContainer(found: String)
    /// An array is too short.
    case indexOutOfBounds(String)
    /// A function got something it cannot compute with.
    case badArgument(function: String, reason: String)
    /// The evaluation visited more nodes than the limit allows.
    case tooMuchWork
}

extension JSONPathEvaluationError: CustomStringConvertible {
    /// The reason as Jayway words it.
    public var description: String {
        switch self {
        case .noResults(let path): "No results for path: \(path)"
        case .missingProperty(let path): "Missing property in path \(path)"
        case .notAnObject(let property, let path, let found):
            "Expected to find an object with property ['\(property)'] in path \(path) but found '\(found)'. "
                + "This is not a json object according to the JsonProvider: "
                + "'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."
        case .notAnArray(let steps, let found):
            "Filter: \(steps) can only be applied to arrays. Current context is: \(found)"
        case .notAContainer(let found): "Filter: [?] can not be applied to primitives. Current context is: \(found)"
        case .indexOutOfBounds(let path): "Index out of bounds when evaluating path \(path)"
        case .badArgument(let function, let reason): "Function \(function): \(reason)"
        case .tooMuchWork: "The path visits too many values"
        }
    }
}
