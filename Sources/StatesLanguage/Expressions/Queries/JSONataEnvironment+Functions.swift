import JSON
import JSONata

extension JSONataEnvironment {
    static func stepFunctions(_ scope: inout EvaluationScope) -> JSONataEnvironment { JSONataEnvironment() }
}
