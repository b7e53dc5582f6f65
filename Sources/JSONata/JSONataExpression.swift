public import JSON

/// An expression of JSONata 2, compiled once and evaluated many times.
public struct JSONataExpression: Sendable {
    /// The expression as it was written.
    public let source: String
    /// Every use of a variable that the expression does not bind itself, in the order of the text.
    public let variableReferences: [JSONataVariableReference]
    /// What the expression takes from its own context, in the order of the text: names, wildcards, `$`, `$$`.
    public let topLevelReferences: [JSONataTopLevelReference]
    let root: Node
    let names: Names
    /// What the expressions in its `$eval` may use.
    private let version: JSONataVersion
    private let pictures = PictureCache()

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - source: The whole expression.
    ///   - version: The syntax it may use; what came later is the fault that it was then.
    /// - Throws: ``JSONataError`` with the place of the first fault.
    public init(parsing source: String, version: JSONataVersion = .version22) throws(JSONataError) {
        var parser = Parser(source, version: version)
        let syntax = try parser.parse()
        var compiler = Compiler(names: Names())
        root = try compiler.compile(root: syntax)
        names = compiler.names
        self.source = source
        self.version = version
        var finder = ReferenceFinder()
        finder.visit(syntax)
        variableReferences = finder.variables
        topLevelReferences = finder.topLevel
    }

    /// The value of the expression.
    ///
    /// - Parameters:
    ///   - input: The context, which is also `$$`; nil is undefined.
    ///   - bindings: Values of variables by name, without `$`.
    ///   - environment: Clock, random numbers, limits and further functions.
    /// - Returns: The value; nil where the expression yields nothing.
    /// - Throws: ``JSONataError``, also when a limit is reached.
    public func evaluate(
        _ input: JSON?, bindings: [String: JSON] = [:], environment: JSONataEnvironment = JSONataEnvironment()
    ) throws(JSONataError) -> JSON? {
        let evaluator = Evaluator(
            names: names, bindings: bindings, environment: environment, pictures: pictures, version: version)
        defer { evaluator.end() }
        return try evaluator.run(root, input: Value(input))
    }
}
