extension JSONataExpression {
    /// The names of JSONata's own functions, without `$`.
    public static let libraryFunctionNames: Set<String> = Set(Library.functions.keys)
}
