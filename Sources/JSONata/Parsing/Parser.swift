import JSON

/// Reads an expression by precedence: each token knows how strongly it binds what stands on its left.
struct Parser {
    /// Levels of nesting. Beyond what people write, and within any thread's stack.
    static let maximumHeight = 500

    var lexer: Lexer
    var token = Token(kind: .end, start: 0, position: 0)
    var depth = 0

    private static let bindingPowers: [String: Int] = [
        ".": 75, "[": 80, "{": 70, "(": 80, "@": 80, "#": 80, "?": 20, "+": 50, "-": 50, "*": 60, "/": 60, "%": 60,
        "=": 40, "<": 40, ">": 40, "^": 40, ":=": 10, "!=": 40, "<=": 40, ">=": 40, "~>": 40, "?:": 40, "??": 40,
        "and": 30, "or": 25, "in": 40, "&": 50,
    ]

    init(_ source: String, version: JSONataVersion) {
        lexer = Lexer(source, version: version)
    }

    /// The whole text as one expression.
    mutating func parse() throws(JSONataError) -> Syntax {
        try advance()
        let expression = try expression(0)
        guard case .end = token.kind else {
            throw .of("S0201", position: token.position, token: token.text)
        }
        return expression
    }

    /// The longest expression whose operators bind more strongly than a power.
    mutating func expression(_ power: Int) throws(JSONataError) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumHeight else { throw tooDeep() }
        let first = token
        try advance(afterOperand: true)
        var left = try prefix(first)
        while power < bindingPower(of: token) {
            let infixToken = token
            try advance()
            left = try infix(infixToken, left)
        }
        return left
    }

    private func bindingPower(of token: Token) -> Int {
        guard case .symbol(let symbol) = token.kind else { return 0 }
        return Self.bindingPowers[symbol] ?? 0
    }

    mutating func advance(afterOperand: Bool = false) throws(JSONataError) {
        token = try lexer.next(afterOperand: afterOperand)
        if token.isSymbol("!") || token.isSymbol("~") {
            throw .of("S0204", position: token.position, token: token.text)
        }
    }

    /// Steps over a symbol that must stand here.
    mutating func advance(over symbol: String, afterOperand: Bool = false) throws(JSONataError) {
        guard token.isSymbol(symbol) else {
            let isAtEnd = if case .end = token.kind { true } else { false }
            throw .of(
                isAtEnd ? "S0203" : "S0202", position: token.position, token: token.text, value: .string(symbol))
        }
        try advance(afterOperand: afterOperand)
    }

    /// Makes a node, unless the tree would become too high to be walked.
    func node(_ kind: Syntax.Kind, at token: Token, over children: Syntax?...) throws(JSONataError) -> Syntax {
        try node(kind, at: token, over: children.compactMap { $0 })
    }

    func node(_ kind: Syntax.Kind, at token: Token, over children: [Syntax]) throws(JSONataError) -> Syntax {
        var height = 0
        for child in children { height = max(height, child.height + 1) }
        guard height <= Self.maximumHeight else { throw tooDeep() }
        return Syntax(kind, at: token, height: height)
    }

    private func tooDeep() -> JSONataError {
        .limit("The expression nests more than \(Self.maximumHeight) levels deep", position: token.position)
    }
}
