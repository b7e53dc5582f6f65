import JSON
import JSONPath

/// A path as fields of the language write it: into the input (`$`), the context object (`$$`) or a variable (`$name`).
struct PathExpression: Hashable, Sendable {
    enum Root: Hashable, Sendable {
        case input
        case context
        case variable(String)
    }

    let text: String
    let root: Root
    let path: JSONPath

    init(parsing written: String) throws(JSONPathSyntaxError) {
        let text = Self.trimmed(written)
        self.text = text
        let afterDollar = text.dropFirst()
        guard text.utf8.first == UInt8(ascii: "$") else {
            throw JSONPathSyntaxError(message: "a path starts with $", path: text, offset: 0)
        }
        if afterDollar.utf8.first == UInt8(ascii: "$") {
            root = .context
            path = try JSONPath(parsing: String(afterDollar))
            return
        }
        let name = afterDollar.prefix { $0 != "." && $0 != "[" }
        if name.isEmpty {
            root = .input
            path = try JSONPath(parsing: text)
        } else {
            guard VariableName.isValid(name) else {
                throw JSONPathSyntaxError(message: "'\(name)' is not the name of a variable", path: text, offset: 1)
            }
            root = .variable(String(name))
            path = try JSONPath(parsing: "$" + text.dropFirst(1 + name.count))
        }
    }

    /// The path without the blanks around it, which mean nothing.
    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The whole input, `$`.
    var isWholeInput: Bool { root == .input && path.isRoot }

    /// The path as it stands within what it points into: `$.State` for `$$.State`.
    var pathInDocument: String { root == .context ? String(text.dropFirst()) : text }

    /// The value that the path names.
    func evaluate(in scope: EvaluationScope) throws(JSONPathEvaluationError) -> JSON {
        switch root {
        case .input: return try path.evaluate(scope.input)
        case .context: return try path.evaluate(scope.context.json)
        case .variable(let name):
            guard let value = scope.variables[name] else { throw .noResults("$\(name)") }
            return try path.evaluate(value)
        }
    }

    /// The value for a field whose failure Step Functions words as Jayway does.
    func value(in scope: EvaluationScope) throws(Failure) -> JSON {
        do throws(JSONPathEvaluationError) {
            return try evaluate(in: scope)
        } catch {
            throw .runtime("Invalid path '\(text)' : \(error)")
        }
    }

    /// The value for a field that Step Functions names in its message, such as `ErrorPath` or a template's `x.$`.
    func value(forField field: String, in scope: EvaluationScope) throws(Failure) -> JSON {
        do throws(JSONPathEvaluationError) {
            return try evaluate(in: scope)
        } catch {
            let source = if case .context = root { scope.context.json } else { scope.input }
            throw .runtime(
                "The JSONPath '\(text)' specified for the field '\(field)' could not be found in the input "
                    + "'\(source.text())'")
        }
    }
}

/// The rule for names that `Assign` may give.
enum VariableName {
    /// Characters a name may have.
    static let maximumLength = 80
    /// The name that the language keeps for itself.
    static let reserved = "states"

    /// A letter or underscore, then letters, digits and underscores; `states` is taken by the language.
    static func isValid(_ name: some StringProtocol) -> Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
            name.unicodeScalars.count <= maximumLength, name != reserved
        else { return false }
        return name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
    }
}
