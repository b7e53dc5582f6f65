import JSON
import JSONPath

/// Where a result goes in the state's input.
enum ResultPath: Hashable, Sendable {
    /// `$`: the result replaces the input.
    case replaceInput
    /// `null`: the input goes on and the result is dropped.
    case discardResult
    case reference(ReferencePath)

    /// The input and the result as one.
    func combine(_ result: JSON, with input: JSON) throws(Failure) -> JSON {
        switch self {
        case .replaceInput: return result
        case .discardResult: return input
        case .reference(let path):
            do throws(ReferencePathConflict) {
                return try path.setting(result, in: input)
            } catch {
                throw .referencePathConflict(error.step, input)
            }
        }
    }
}

/// The value of `InputPath` or `OutputPath`.
enum PathField: Hashable, Sendable {
    /// Absent, or `$`.
    case whole
    /// `null`: an empty object.
    case nothing
    case path(PathExpression)

    func apply(in scope: EvaluationScope) throws(Failure) -> JSON {
        switch self {
        case .whole: scope.input
        case .nothing: .object(JSONObject())
        case .path(let path): try path.value(in: scope)
        }
    }
}
