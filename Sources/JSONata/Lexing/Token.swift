/// One word of an expression.
struct Token {
    enum Kind: Hashable {
        case name(String)
        case variable(String)
        case string(String)
        case number(Double)
        case literal(Literal)
        case regex(RegexPattern)
        case symbol(String)
        case end
    }

    enum Literal: Hashable {
        case null
        case bool(Bool)
    }

    var kind: Kind
    /// UTF-16 units before the token.
    var start: Int
    /// UTF-16 units up to its end; this is the place that errors name.
    var position: Int

    /// The token as errors show it.
    var text: String {
        switch kind {
        case .name(let text), .variable(let text), .string(let text), .symbol(let text): text
        case .number(let number): NumberText.shortest(number)
        case .literal(.null): "null"
        case .literal(.bool(let value)): value ? "true" : "false"
        case .regex(let pattern): pattern.description
        case .end: "(end)"
        }
    }

    func isSymbol(_ symbol: String) -> Bool {
        if case .symbol(symbol) = kind { true } else { false }
    }
}
