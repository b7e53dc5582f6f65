extension Parser {
    /// What a token begins.
    mutating func prefix(_ first: Token) throws(JSONataError) -> Syntax {
        switch first.kind {
        case .name(let name): return try node(.name(name), at: first)
        case .variable(let name): return try node(.variable(name), at: first)
        case .string(let text): return try node(.string(text), at: first)
        case .number(let number): return try node(.number(number), at: first)
        case .literal(let literal): return try node(.literal(literal), at: first)
        case .regex(let pattern): return try node(.regex(pattern), at: first)
        case .end: throw .of("S0207", position: first.position, token: first.text)
        case .symbol(let symbol): return try prefix(symbol, first)
        }
    }

    private mutating func prefix(_ symbol: String, _ first: Token) throws(JSONataError) -> Syntax {
        switch symbol {
        case "and", "or", "in": return try node(.name(symbol), at: first)
        case "*": return try node(.wildcard, at: first)
        case "**": return try node(.descendants, at: first)
        case "%": return try node(.parent, at: first)
        case "-":
            let operand = try expression(70)
            return try node(.negate(operand), at: first, over: operand)
        case "(": return try block(first)
        case "[": return try array(first)
        case "{":
            let pairs = try pairs()
            return try node(.object(pairs), at: first, over: pairs.flatMap { [$0.key, $0.value] })
        case "|": return try transform(first)
        default: throw .of("S0211", position: first.position, token: symbol)
        }
    }

    private mutating func block(_ first: Token) throws(JSONataError) -> Syntax {
        var expressions: [Syntax] = []
        while !token.isSymbol(")") {
            expressions.append(try expression(0))
            guard token.isSymbol(";") else { break }
            try advance()
        }
        try advance(over: ")", afterOperand: true)
        return try node(.block(expressions), at: first, over: expressions)
    }

    private mutating func array(_ first: Token) throws(JSONataError) -> Syntax {
        var items: [Syntax] = []
        while items.isEmpty ? !token.isSymbol("]") : true {
            var item = try expression(0)
            if token.isSymbol("..") {
                let range = token
                try advance()
                let end = try expression(0)
                item = try node(.operation(.range, item, end), at: range, over: item, end)
            }
            items.append(item)
            guard token.isSymbol(",") else { break }
            try advance()
        }
        try advance(over: "]", afterOperand: true)
        return try node(.array(items), at: first, over: items)
    }

    /// The members between braces, the closing one included.
    mutating func pairs() throws(JSONataError) -> [Syntax.Pair] {
        var pairs: [Syntax.Pair] = []
        while pairs.isEmpty ? !token.isSymbol("}") : true {
            let key = try expression(0)
            try advance(over: ":")
            pairs.append(Syntax.Pair(key: key, value: try expression(0)))
            guard token.isSymbol(",") else { break }
            try advance()
        }
        try advance(over: "}", afterOperand: true)
        return pairs
    }

    private mutating func transform(_ first: Token) throws(JSONataError) -> Syntax {
        let pattern = try expression(0)
        try advance(over: "|")
        let update = try expression(0)
        var delete: Syntax?
        if token.isSymbol(",") {
            try advance()
            delete = try expression(0)
        }
        try advance(over: "|", afterOperand: true)
        return try node(
            .transform(pattern: pattern, update: update, delete: delete), at: first, over: pattern, update, delete)
    }
}
