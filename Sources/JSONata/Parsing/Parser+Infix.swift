import JSON

extension Parser {
    /// What a token makes of the expression on its left.
    mutating func infix(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        switch token.text {
        case ".":
            let right = try expression(75)
            return try node(.dot(left, right), at: token, over: left, right)
        case "[": return try predicate(token, left)
        case "{":
            let pairs = try pairs()
            return try node(.group(left, pairs), at: token, over: [left] + pairs.flatMap { [$0.key, $0.value] })
        case "(": return try call(token, left)
        case "^": return try sort(token, left)
        case ":=": return try binding(token, left)
        case "@":
            let name = try variableName(after: token)
            return try node(.focus(left, name: name), at: token, over: left)
        case "#":
            let name = try variableName(after: token)
            return try node(.index(left, name: name), at: token, over: left)
        case "~>":
            let right = try expression(40)
            return try node(.apply(left, right), at: token, over: left, right)
        case "?": return try condition(token, left)
        case "?:": return try fallback(.falsy, token, left)
        case "??": return try fallback(.undefined, token, left)
        default: return try operation(token, left)
        }
    }

    private mutating func operation(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        guard let symbol = Operator(rawValue: token.text) else {
            throw .of("S0204", position: token.position, token: token.text)
        }
        let power =
            switch symbol {
            case .add, .subtract, .concatenate: 50
            case .multiply, .divide, .remainder: 60
            case .and: 30
            case .or: 25
            case .range: 20
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 40
            }
        let right = try expression(power)
        return try node(.operation(symbol, left, right), at: token, over: left, right)
    }

    private mutating func predicate(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        if self.token.isSymbol("]") {
            var step = left
            while case .predicate(let inner, _) = step.kind { step = inner }
            step.keepsArray = true
            try advance(over: "]", afterOperand: true)
            return left
        }
        let condition = try expression(0)
        try advance(over: "]", afterOperand: true)
        return try node(.predicate(left, condition), at: token, over: left, condition)
    }

    private mutating func call(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        var arguments: [Syntax] = []
        var isPartial = false
        while arguments.isEmpty ? !self.token.isSymbol(")") : true {
            if self.token.isSymbol("?") {
                isPartial = true
                arguments.append(try node(.placeholder, at: self.token))
                try advance()
            } else {
                arguments.append(try expression(0))
            }
            guard self.token.isSymbol(",") else { break }
            try advance()
        }
        try advance(over: ")", afterOperand: true)
        if case .name(let name) = left.kind, name == "function" || name == "λ" {
            return try lambda(token, arguments)
        }
        return try node(.call(left, arguments, isPartial: isPartial), at: token, over: [left] + arguments)
    }

    private mutating func lambda(_ token: Token, _ arguments: [Syntax]) throws(JSONataError) -> Syntax {
        var parameters: [String] = []
        for argument in arguments {
            guard case .variable(let name) = argument.kind else {
                throw .of(
                    "S0208", position: argument.position, token: argument.token, value: .int(parameters.count + 1))
            }
            parameters.append(name)
        }
        let signature = self.token.isSymbol("<") ? try signature() : nil
        try advance(over: "{")
        let body = try expression(0)
        try advance(over: "}", afterOperand: true)
        return try node(.lambda(parameters: parameters, signature: signature, body: body), at: token, over: body)
    }

    /// The signature between angle brackets; its tokens mean nothing outside.
    private mutating func signature() throws(JSONataError) -> Signature {
        let position = token.position
        var (text, nesting) = ("<", 1)
        while nesting > 0, !token.isSymbol("{") {
            try advance()
            if case .end = token.kind { break }
            if token.isSymbol(">") { nesting -= 1 }
            if token.isSymbol("<") { nesting += 1 }
            text += token.text
        }
        try advance(over: ">")
        return try Signature(parsing: text, at: position)
    }

    private mutating func sort(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        try advance(over: "(")
        var terms: [Syntax.SortTerm] = []
        repeat {
            if !terms.isEmpty { try advance() }
            let isDescending = self.token.isSymbol(">")
            if isDescending || self.token.isSymbol("<") { try advance() }
            terms.append(Syntax.SortTerm(expression: try expression(0), isDescending: isDescending))
        } while self.token.isSymbol(",")
        try advance(over: ")", afterOperand: true)
        return try node(.sort(left, terms), at: token, over: [left] + terms.map(\.expression))
    }

    private mutating func binding(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        guard case .variable(let name) = left.kind else {
            throw .of("S0212", position: left.position, token: left.token)
        }
        let right = try expression(9)
        return try node(.bind(name: name, right), at: token, over: right)
    }

    private mutating func variableName(after token: Token) throws(JSONataError) -> String {
        guard case .variable(let name) = try expression(80).kind else {
            throw .of("S0214", position: token.position, token: token.text)
        }
        return name
    }

    private mutating func condition(_ token: Token, _ left: Syntax) throws(JSONataError) -> Syntax {
        let then = try expression(0)
        var otherwise: Syntax?
        if self.token.isSymbol(":") {
            try advance()
            otherwise = try expression(0)
        }
        return try node(
            .condition(left, then: then, otherwise: otherwise), at: token, over: left, then, otherwise)
    }

    private mutating func fallback(
        _ kind: Fallback, _ token: Token, _ left: Syntax
    ) throws(JSONataError) -> Syntax {
        let right = try expression(0)
        return try node(.fallback(kind, left, right), at: token, over: left, right)
    }
}
