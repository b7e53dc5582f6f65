/// How much a problem weighs.
public enum Severity: String, Sendable {
    /// The upload fails; nothing is stored.
    case file
    /// The row is given back.
    case rejected
    /// The row is valid and left out by a rule.
    case excluded
    /// Stored, with an assumption.
    case flagged
    /// Worth knowing.
    case info
}

/// What is wrong with a row or a cell.
public struct Problem: Hashable, Sendable {
    /// What happens to the row.
    public var severity: Severity
    /// The stable code, such as `bad_date`.
    public var code: String
    /// The column; nil where the row as a whole is meant.
    public var column: HeaderColumn?
    /// The cell as it was; nil where the row as a whole is meant.
    public var value: String?
    /// What would have been right.
    public var expected: String
    /// What to do about it, where that is not obvious.
    public var hint: String?

    /// A problem of a cell or a row.
    public init(
        _ severity: Severity, _ code: String, column: HeaderColumn? = nil, value: String? = nil, expected: String,
        hint: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.column = column
        self.value = value
        self.expected = expected
        self.hint = hint
    }
}
