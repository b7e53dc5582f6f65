public import JSON

public struct JSONataError: Error, Sendable {
    public var code: String; public var message: String; public var offset: Int
}
public struct VariableReference: Sendable { public var name: String; public var path: [String]; public var offset: Int }
public struct JSONataEnvironment: Sendable { public init() {} }
public struct JSONataExpression: Sendable {
    public let source: String
    public init(parsing source: String) throws(JSONataError) { self.source = source }
    public func evaluate(
        _ input: JSON?, bindings: [String: JSON] = [:], environment: JSONataEnvironment = JSONataEnvironment()
    ) throws(JSONataError) -> JSON? {
        throw JSONataError(code: "X0001", message: "JSONata cannot be evaluated yet", offset: 0)
    }
    public var variableReferences: [VariableReference] { [] }
}
