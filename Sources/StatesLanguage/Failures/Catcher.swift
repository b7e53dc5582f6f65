import JSON
import JSONPath

/// An entry of `Catch`: which failures it takes and where the execution goes on.
struct Catcher: Sendable {
    var errorEquals: ErrorMatcher
    var next: Int
    var resultPath: ResultPath
    var assign: PayloadTemplate?
    /// What a catcher in JSONata passes on; nil for the error output.
    var output: PayloadTemplate?
    var language = QueryLanguage.jsonPath
}

extension Failure {
    /// What a catcher puts into the data: the error's name and cause. A timeout without a cause has an empty one.
    var errorOutput: JSON {
        let missingCause: JSON = error == "States.Timeout" ? "" : .null
        return ["Error": error.map { .string($0) } ?? .null, "Cause": cause.map { .string($0) } ?? missingCause]
    }
}

extension Catcher {
    /// How a state ends whose failure the catcher takes.
    func exit(after failure: Failure, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        let error = failure.errorOutput
        var exit = StateExit(output: error, transition: .next(next))
        if language == .jsonata {
            scope.errorOutput = error
            exit.assigned = try assign?.evaluate(in: &scope).object
            if let output { exit.output = try output.evaluate(in: &scope) }
        } else {
            exit.output = try resultPath.combine(error, with: scope.input)
            scope.input = error
            exit.assigned = try assign?.evaluate(in: &scope).object
        }
        return exit
    }
}
