import JSON

/// The condition inside `[?(...)]`.
indirect enum PathFilter: Hashable, Sendable {
    case and(PathFilter, PathFilter)
    case or(PathFilter, PathFilter)
    case not(PathFilter)
    /// A path alone: true when it names something.
    case exists(FilterOperand)
    case compare(FilterOperand, FilterOperator, FilterOperand)
}

/// A side of a comparison.
enum FilterOperand: Hashable, Sendable {
    case literal(JSON)
    /// A path from the element under test, written `@...`.
    case current([PathSegment])
    /// A path from the document, written `$...`.
    case root([PathSegment])
}

/// The comparisons that a filter knows.
enum FilterOperator: String, CaseIterable, Hashable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case isIn = "in"
    case isNotIn = "nin"
    case contains = "contains"
    case size = "size"
    case empty = "empty"
    case subset = "subsetof"
    case anyOf = "anyof"
    case noneOf = "noneof"
}
