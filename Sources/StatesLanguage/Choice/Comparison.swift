import JSON

/// A comparison of a Choice rule, by the field that names it.
struct Comparison: Hashable, Sendable {
    enum Family: String, CaseIterable, Sendable {
        case string = "String"
        case numeric = "Numeric"
        case boolean = "Boolean"
        case timestamp = "Timestamp"
    }

    enum Relation: String, CaseIterable, Sendable {
        case equals = "Equals"
        case lessThan = "LessThan"
        case greaterThan = "GreaterThan"
        case lessThanEquals = "LessThanEquals"
        case greaterThanEquals = "GreaterThanEquals"
    }

    enum TypeTest: String, CaseIterable, Sendable {
        case isNull = "IsNull"
        case isPresent = "IsPresent"
        case isNumeric = "IsNumeric"
        case isString = "IsString"
        case isBoolean = "IsBoolean"
        case isTimestamp = "IsTimestamp"
    }

    enum Kind: Hashable, Sendable {
        case relation(Family, Relation)
        case matches
        case test(TypeTest)
    }

    let kind: Kind
    /// Whether the right side is a path, as in `StringEqualsPath`.
    let isPath: Bool

    /// Every comparison of the language by its field name.
    static let byFieldName: [String: Comparison] = {
        var table = ["StringMatches": Comparison(kind: .matches, isPath: false)]
        for test in TypeTest.allCases { table[test.rawValue] = Comparison(kind: .test(test), isPath: false) }
        for family in Family.allCases {
            for relation in Relation.allCases where family != .boolean || relation == .equals {
                let name = family.rawValue + relation.rawValue
                table[name] = Comparison(kind: .relation(family, relation), isPath: false)
                table[name + "Path"] = Comparison(kind: .relation(family, relation), isPath: true)
            }
        }
        return table
    }()

    /// Whether a constant can stand on the right side.
    func accepts(_ constant: JSON) -> Bool {
        if isPath { return constant.string != nil }
        return switch kind {
        case .matches, .relation(.string, _): constant.string != nil
        case .relation(.numeric, _): constant.number != nil
        case .relation(.boolean, _), .test: constant.bool != nil
        case .relation(.timestamp, _): constant.string.flatMap { Timestamp($0) } != nil
        }
    }

    /// The type that a constant must have on the right side.
    var operandType: String {
        if isPath { return "String" }
        return switch kind {
        case .matches, .relation(.string, _): "String"
        case .relation(.numeric, _): "Number"
        case .relation(.boolean, _), .test: "Boolean"
        case .relation(.timestamp, _): "Timestamp"
        }
    }

    /// Whether the comparison holds; values of another type than the comparison's never do.
    func holds(_ value: JSON, _ operand: JSON) -> Bool {
        switch kind {
        case .matches:
            guard let text = value.string, let pattern = operand.string else { return false }
            return WildcardPattern(pattern).matches(text)
        case .test(let test):
            return test.holds(value) == operand.bool
        case .relation(let family, let relation):
            return family.order(value, operand).map(relation.holds) ?? false
        }
    }
}

extension Comparison.TypeTest {
    func holds(_ value: JSON) -> Bool {
        switch self {
        case .isNull: value.isNull
        case .isPresent: true
        case .isNumeric: value.number != nil
        case .isString: value.string != nil
        case .isBoolean: value.bool != nil
        case .isTimestamp: value.string.flatMap { Timestamp($0) } != nil
        }
    }
}

extension Comparison.Relation {
    /// - Parameter order: Negative, zero or positive.
    func holds(_ order: Int) -> Bool {
        switch self {
        case .equals: order == 0
        case .lessThan: order < 0
        case .greaterThan: order > 0
        case .lessThanEquals: order <= 0
        case .greaterThanEquals: order >= 0
        }
    }
}

extension Comparison.Family {
    /// How two values stand to each other; nil where one is not of this family.
    func order(_ left: JSON, _ right: JSON) -> Int? {
        switch self {
        case .string:
            guard let left = left.string, let right = right.string else { return nil }
            // By UTF-16 units, as Java compares; Swift's own order would take some spellings for equal.
            if left.utf16.elementsEqual(right.utf16) { return 0 }
            return left.utf16.lexicographicallyPrecedes(right.utf16) ? -1 : 1
        case .numeric:
            guard let left = left.number, let right = right.number else { return nil }
            return left == right ? 0 : left < right ? -1 : 1
        case .boolean:
            guard let left = left.bool, let right = right.bool else { return nil }
            return left == right ? 0 : 1
        case .timestamp:
            guard let left = left.string.flatMap({ Timestamp($0) }), let right = right.string.flatMap({ Timestamp($0) })
            else { return nil }
            return left == right ? 0 : left < right ? -1 : 1
        }
    }
}
