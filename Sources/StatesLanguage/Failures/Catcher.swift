import JSON
import JSONPath

/// An entry of `Catch`: which failures it takes and where the execution goes on.
struct Catcher: Sendable {
    var errorEquals: ErrorMatcher
    var next: Int
    var resultPath: ResultPath
    var assign: PayloadTemplate?
}

extension Failure {
    /// What a catcher puts into the data: the error's name and cause. A timeout without a cause has an empty one.
    var errorOutput: JSON {
        let missingCause: JSON = error == "States.Timeout" ? "" : .null
        return ["Error": error.map { .string($0) } ?? .null, "Cause": cause.map { .string($0) } ?? missingCause]
    }
}
