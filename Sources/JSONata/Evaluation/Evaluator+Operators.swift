import JSON

extension Evaluator {
    func evaluate(
        _ symbol: Operator, _ left: Node, _ right: Node, _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        do throws(JSONataError) {
            let value = try evaluate(left, input, scope)
            switch symbol {
            case .and:
                guard try value.truth() else { return .bool(false) }
                return .bool(try evaluate(right, input, scope).truth())
            case .or:
                if try value.truth() { return .bool(true) }
                return .bool(try evaluate(right, input, scope).truth())
            default:
                return try compute(symbol, value, try evaluate(right, input, scope))
            }
        } catch {
            throw error.located(at: node.position, token: node.token)
        }
    }

    private func compute(_ symbol: Operator, _ left: Value, _ right: Value) throws(JSONataError) -> Value {
        switch symbol {
        case .add, .subtract, .multiply, .divide, .remainder: return try calculate(symbol, left, right)
        case .equal, .notEqual:
            if left.isUndefined || right.isUndefined { return .bool(false) }
            return .bool(try isEqual(left, right) == (symbol == .equal))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return try compare(symbol, left, right)
        case .concatenate: return .string(try concatenate(left, right))
        case .range: return try range(left, right)
        case .isIn:
            if left.isUndefined || right.isUndefined { return .bool(false) }
            let elements = Elements(right)
            for index in 0..<elements.count where try isEqual(left, elements[index]) { return .bool(true) }
            return .bool(false)
        case .and, .or: return .undefined
        }
    }

    private func calculate(_ symbol: Operator, _ left: Value, _ right: Value) throws(JSONataError) -> Value {
        let (leftNumber, rightNumber) = (try left.numeric(), try right.numeric())
        if leftNumber == nil, !left.isUndefined { throw .of("T2001", value: left.json()) }
        if rightNumber == nil, !right.isUndefined { throw .of("T2002", value: right.json()) }
        guard let leftNumber, let rightNumber else { return .undefined }
        switch symbol {
        case .add: return .number(leftNumber + rightNumber)
        case .subtract: return .number(leftNumber - rightNumber)
        case .multiply: return .number(leftNumber * rightNumber)
        case .divide: return .number(leftNumber / rightNumber)
        default: return .number(leftNumber.truncatingRemainder(dividingBy: rightNumber))
        }
    }

    private func compare(_ symbol: Operator, _ left: Value, _ right: Value) throws(JSONataError) -> Value {
        for value in [left, right] where !value.isUndefined && value.number == nil && value.string == nil {
            throw .of("T2010", value: value.json())
        }
        if left.isUndefined || right.isUndefined { return .undefined }
        if let left = left.number, let right = right.number {
            return .bool(symbol.holds(isLess: left < right, isEqual: left == right))
        }
        if let left = left.string, let right = right.string {
            try spend(text: min(left.utf8.count, right.utf8.count))
            let isEqual = left.isIdentical(to: right)
            return .bool(symbol.holds(isLess: !isEqual && left.precedesInUTF16(right), isEqual: isEqual))
        }
        throw .of("T2009", value: left.json(), fields: ["value2": right.json() ?? .null])
    }

    private func concatenate(_ left: Value, _ right: Value) throws(JSONataError) -> String {
        let text = try text(of: left) + text(of: right)
        try spend(text: text.utf8.count)
        return text
    }

    private func range(_ left: Value, _ right: Value) throws(JSONataError) -> Value {
        let bounds = (left.number, right.number)
        if !left.isUndefined, bounds.0.map({ $0.rounded() == $0 && $0.isFinite }) != true {
            throw .of("T2003", value: left.json())
        }
        if !right.isUndefined, bounds.1.map({ $0.rounded() == $0 && $0.isFinite }) != true {
            throw .of("T2004", value: right.json())
        }
        guard let start = bounds.0, let end = bounds.1, start <= end else { return .undefined }
        let size = end - start + 1
        guard size <= 1e7 else { throw .of("D2014", value: Value.number(size).json()) }
        try spend(Int(size))
        var elements: [Value] = []
        elements.reserveCapacity(Int(size))
        for offset in 0..<Int(size) { elements.append(.number(start + Double(offset))) }
        return .sequence(elements)
    }
}

extension Operator {
    fileprivate func holds(isLess: Bool, isEqual: Bool) -> Bool {
        switch self {
        case .less: isLess
        case .lessOrEqual: isLess || isEqual
        case .greater: !isLess && !isEqual
        default: !isLess
        }
    }
}
