import JSON

extension PathEvaluator {
    /// Whether a filter holds for one element.
    mutating func accepts(_ filter: PathFilter, _ element: JSON) throws(JSONPathEvaluationError) -> Bool {
        switch filter {
        case .and(let left, let right):
            guard try accepts(left, element) else { return false }
            return try accepts(right, element)
        case .or(let left, let right):
            if try accepts(left, element) { return true }
            return try accepts(right, element)
        case .not(let inner):
            return try !accepts(inner, element)
        case .exists(let operand):
            return try value(of: operand, element, requiring: .everyMember) != nil
        case .compare(let left, let comparison, let right):
            let (left, right) = (try value(of: left, element), try value(of: right, element))
            try note(comparing: comparison.extent(left, right))
            return comparison.holds(left, right)
        }
    }

    /// What an operand stands for; nil where its path names nothing.
    private mutating func value(
        of operand: FilterOperand, _ element: JSON, requiring requirement: Requirement = .beginning
    ) throws(JSONPathEvaluationError) -> JSON? {
        let (segments, start): ([PathSegment], JSON)
        switch operand {
        case .literal(let value): return value
        case .current(let path): (segments, start) = (path, element)
        case .root(let path): (segments, start) = (path, root)
        }
        do throws(JSONPathEvaluationError) {
            return try evaluate(
                segments, from: start, isDefinite: segments.isDefinite, requiring: requirement)
        } catch .tooMuchWork {
            throw .tooMuchWork
        } catch {
            return nil
        }
    }
}

extension FilterOperator {
    func holds(_ left: JSON?, _ right: JSON?) -> Bool {
        switch self {
        case .equal: areEqual(left, right)
        case .notEqual: !areEqual(left, right)
        case .less: order(left, right).map { $0 < 0 } ?? false
        case .lessOrEqual: order(left, right).map { $0 <= 0 } ?? false
        case .greater: order(left, right).map { $0 > 0 } ?? false
        case .greaterOrEqual: order(left, right).map { $0 >= 0 } ?? false
        case .isIn: right?.array?.contains { areEqual(left, $0) } ?? false
        case .isNotIn: right?.array.map { !$0.contains { areEqual(left, $0) } } ?? (right?.object != nil)
        case .contains: containsValue(left, right)
        case .size: right?.int == (left?.array?.count ?? left?.string?.count ?? -1)
        case .empty: right?.bool == left?.isEmptyContainer
        case .subset: sets(left, right).map { $0.isSubset(of: $1) } ?? false
        case .anyOf: sets(left, right).map { !$0.isDisjoint(with: $1) } ?? false
        case .noneOf: sets(left, right).map { $0.isDisjoint(with: $1) } ?? false
        }
    }

    /// What the comparison looks at, at most.
    func extent(_ left: JSON?, _ right: JSON?) -> Int {
        let (first, second) = (left?.extent ?? 0, right?.extent ?? 0)
        // Looking for a text in a text may look at the one from every place of the other.
        guard self == .contains, case .string(let text)? = left else { return first + second }
        return first + second * max(1, text.utf8.count)
    }

    /// Whether both sides are the same. What is missing is not even the same as something else that is missing; of a
    /// number and a string the right one is turned into the type of the left one, as Jayway has it.
    private func areEqual(_ left: JSON?, _ right: JSON?) -> Bool {
        switch (left, right) {
        case (.number(let left)?, .string(let right)?): right.decimal == left.double
        case (.string(let left)?, .number(let right)?): left.isIdentical(to: right.javaText)
        case (let left?, let right?): left == right
        default: false
        }
    }

    /// Negative, zero or positive for numbers and strings, which are compared as texts unless both are numbers; nil for
    /// anything else.
    private func order(_ left: JSON?, _ right: JSON?) -> Int? {
        if case (.number(let left)?, .number(let right)?) = (left, right) {
            return left == right ? 0 : left < right ? -1 : 1
        }
        guard let left = left?.orderedText, let right = right?.orderedText else { return nil }
        return left.isIdentical(to: right) ? 0 : left.precedesInUTF16(right) ? -1 : 1
    }

    private func containsValue(_ left: JSON?, _ right: JSON?) -> Bool {
        guard let left, let right else { return false }
        if let elements = left.array { return elements.contains { areEqual(right, $0) } }
        if let text = left.string, let part = right.string { return text.utf8.containsSequence(part.utf8) }
        return false
    }

    private func sets(_ left: JSON?, _ right: JSON?) -> (Set<JSON>, Set<JSON>)? {
        guard let left = left?.array, let right = right?.array else { return nil }
        return (Set(left), Set(right))
    }
}

extension JSONNumber {
    /// The number as Java writes it, but for exponents.
    fileprivate var javaText: String { isIntegerLiteral ? description : double.description }
}

extension String {
    /// The number that the text is in decimal notation; nil where it is none.
    fileprivate var decimal: Double? {
        guard utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
        return Double(self)
    }
}

extension JSON {
    /// The text by which a number and a string are ordered.
    fileprivate var orderedText: String? {
        if case .number(let number) = self { number.javaText } else { string }
    }

    fileprivate var isEmptyContainer: Bool? {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .string(let text): text.isEmpty
        default: nil
        }
    }
}

extension String.UTF8View {
    fileprivate func containsSequence(_ part: String.UTF8View) -> Bool {
        let (whole, part) = (Array(self), Array(part))
        guard part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
