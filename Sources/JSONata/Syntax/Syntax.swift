/// A part of an expression as it was written, before paths are put together.
final class Syntax {
    indirect enum Kind {
        case name(String)
        case variable(String)
        case string(String)
        case number(Double)
        case literal(Token.Literal)
        case regex(RegexPattern)
        case wildcard
        case descendants
        case parent
        /// `?` among the arguments of a partial application.
        case placeholder
        case dot(Syntax, Syntax)
        case predicate(Syntax, Syntax)
        case group(Syntax, [Pair])
        case sort(Syntax, [SortTerm])
        case bind(name: String, Syntax)
        case focus(Syntax, name: String)
        case index(Syntax, name: String)
        case apply(Syntax, Syntax)
        case operation(Operator, Syntax, Syntax)
        case negate(Syntax)
        case array([Syntax])
        case object([Pair])
        case call(Syntax, [Syntax], isPartial: Bool)
        case lambda(parameters: [String], signature: Signature?, body: Syntax)
        case condition(Syntax, then: Syntax, otherwise: Syntax?)
        case fallback(Fallback, Syntax, Syntax)
        case transform(pattern: Syntax, update: Syntax, delete: Syntax?)
        case block([Syntax])
    }

    /// A member of an object constructor or of a grouping.
    struct Pair {
        var key: Syntax
        var value: Syntax
    }

    struct SortTerm {
        var expression: Syntax
        var isDescending: Bool
    }

    var kind: Kind
    let start: Int
    let position: Int
    /// The text of the token that made it, for errors.
    let token: String
    /// How many levels are below; bounds every walk over the tree.
    let height: Int
    /// Whether `[]` follows: one value stays an array.
    var keepsArray = false

    init(_ kind: Kind, at token: Token, height: Int) {
        self.kind = kind
        start = token.start
        position = token.position
        self.token = token.text
        self.height = height
    }
}

/// The operators that compute with two values.
enum Operator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case concatenate = "&"
    case range = ".."
    case and
    case or
    case isIn = "in"
}

/// The operators that give their right side where the left has nothing to offer.
enum Fallback {
    /// `?:`: where the left side is falsy.
    case falsy
    /// `??`: where the left side is undefined.
    case undefined
}
