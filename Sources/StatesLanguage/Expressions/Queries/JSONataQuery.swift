import JSON
import JSONata

/// A JSONata expression in a field: the text between `{%` and `%}`, compiled.
struct JSONataQuery: Sendable {
    /// Where the expression stands, from the state down, such as `Arguments/FunctionName`: how failures name it.
    let location: String
    private let expression: JSONataExpression
    private let reads: StatesVariable.Parts

    init(parsing text: String, location: String) throws(JSONataError) {
        // What Step Functions has; later operators are syntax errors there.
        expression = try JSONataExpression(parsing: text, version: .version206)
        self.location = location
        reads = StatesVariable.Parts(readBy: expression)
    }

    /// What the expression reads that Step Functions does not offer at its place, in the words of the service.
    ///
    /// - Parameter available: What there is of `$states` besides the input and the context.
    func unavailableReferences(where available: StatesVariable.Parts) -> [String] {
        let offered = available.union([.input, .context])
        // Each is told once, as often as it is read, and no more than are listed.
        var (faults, told): ([String], Set<String>) = ([], [])
        for reference in expression.topLevelReferences where faults.count < IssueLog.maximumCount {
            let place = reference.name.hasPrefix("$") ? "" : " at the top level"
            let fault = "Reference to '\(reference.name)'\(place) is not supported."
            if told.insert(fault).inserted { faults.append(fault) }
        }
        for reference in expression.variableReferences where faults.count < IssueLog.maximumCount {
            guard reference.name == VariableName.reserved, let member = reference.path.first,
                StatesVariable.Parts.named(member).isDisjoint(with: offered)
            else { continue }
            let fault = "Field '$states.\(member)' does not exist."
            if told.insert(fault).inserted { faults.append(fault) }
        }
        return faults
    }

    /// The text between the delimiters, without the blanks around it.
    var text: String { expression.source }

    /// The expression in a string that starts with `{%` and ends with `%}`; nil for any other text.
    static func text(in value: String) -> String? {
        guard value.utf8.count >= 4, value.hasPrefix("{%"), value.hasSuffix("%}") else { return nil }
        let inner = value.unicodeScalars.dropFirst(2).dropLast(2)
        guard let first = inner.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = inner.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(inner[first...last])
    }

    /// What the expression gives.
    ///
    /// - Throws: `States.QueryEvaluationError` when it gives nothing or cannot be evaluated.
    func evaluate(in scope: inout EvaluationScope) throws(Failure) -> JSON {
        var bindings = scope.variables
        if !reads.isEmpty { bindings["states"] = StatesVariable(scope).json(reads) }
        let value: JSON?
        do throws(JSONataError) {
            value = try expression.evaluate(.none, bindings: bindings, environment: .stepFunctions(for: &scope))
        } catch {
            throw failure("threw an error during evaluation. \(error.code): \(error.message)")
        }
        guard let value else { throw failure("returned nothing (undefined).") }
        return value
    }

    /// What the expression gives, which must be of a kind.
    func evaluate(_ expected: Kind, in scope: inout EvaluationScope) throws(Failure) -> JSON {
        try evaluate([expected], in: &scope)
    }

    /// What the expression gives, which must be of one of some kinds; a failure names the first.
    func evaluate(_ expected: [Kind], in scope: inout EvaluationScope) throws(Failure) -> JSON {
        let value = try evaluate(in: &scope)
        let found = Kind(of: value)
        guard expected.contains(found) else {
            throw failure(
                "returned an unexpected result type. Expected '\(expected[0].rawValue)', but was '\(found.rawValue)' for "
                    + "value: \(value.text())")
        }
        return value
    }

    private func failure(_ reason: String) -> Failure {
        .query("The JSONata expression '\(text)' specified for the field '\(location)' \(reason)", at: location)
    }

    /// The kinds of values, as failures name them.
    enum Kind: String, Hashable, Sendable {
        case array, boolean, null, number, object, string

        init(of value: JSON) {
            switch value {
            case .array: self = .array
            case .bool: self = .boolean
            case .null: self = .null
            case .number: self = .number
            case .object: self = .object
            case .string: self = .string
            }
        }
    }
}
