import JSON
import JSONata

/// The reserved variable `$states` of a scope.
struct StatesVariable {
    /// Which members an expression reads, so that the others need not be put together.
    struct Parts: OptionSet, Sendable {
        let rawValue: UInt8
        static let input = Parts(rawValue: 1)
        static let result = Parts(rawValue: 2)
        static let errorOutput = Parts(rawValue: 4)
        static let context = Parts(rawValue: 8)
        static let all: Parts = [.input, .result, .errorOutput, .context]

        init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        init(readBy expression: JSONataExpression) {
            self = []
            for reference in expression.variableReferences where reference.name == "states" {
                formUnion(reference.path.first.map(Self.named) ?? .all)
            }
        }

        /// The part of a name; empty for a name that is none.
        static func named(_ member: String) -> Parts {
            switch member {
            case "input": .input
            case "result": .result
            case "errorOutput": .errorOutput
            case "context": .context
            default: []
            }
        }
    }

    private let scope: EvaluationScope

    init(_ scope: EvaluationScope) {
        self.scope = scope
    }

    /// The object with the members asked for, as far as the scope has them.
    func json(_ parts: Parts) -> JSON {
        var object = JSONObject()
        if parts.contains(.input) { object["input"] = scope.input }
        if parts.contains(.result), let result = scope.result { object["result"] = result }
        if parts.contains(.errorOutput), let error = scope.errorOutput { object["errorOutput"] = error }
        if parts.contains(.context) { object["context"] = scope.context.json }
        return .object(object)
    }
}
