/// A use of a variable that comes from outside of the expression.
public struct JSONataVariableReference: Hashable, Sendable {
    /// The variable without `$`.
    public var name: String
    /// The members that follow it: `$states.input.x` has `input` and `x`.
    public var path: [String]
    /// UTF-16 units before it.
    public var offset: Int
    /// Whether it is called, as in `$eval('1')`.
    public var isCall: Bool
}

/// A part that takes something from the context of the whole expression.
public struct JSONataTopLevelReference: Hashable, Sendable {
    /// The name, or `*`, `**`, `%`, `$` or `$$`.
    public var name: String
    /// UTF-16 units before it.
    public var offset: Int
}
