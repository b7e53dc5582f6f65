import JSON
import JSONPath
import JSONata

/// Why an expression that somebody typed has no value.
public struct ExpressionProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// An expression in either language that stands in no field.
struct ExpressionProbe {
    private let template: PayloadTemplate

    init(_ text: String) throws(ExpressionProblem) {
        if let query = JSONataQuery.text(in: text) {
            do throws(JSONataError) {
                template = .query(try JSONataQuery(parsing: query, location: "expression"))
            } catch {
                throw ExpressionProblem("This is no JSONata: \(error.message)")
            }
        } else if text.utf8.first == UInt8(ascii: "$") {
            do throws(JSONPathSyntaxError) {
                template = .path(try PathExpression(parsing: text), field: "expression")
            } catch {
                throw ExpressionProblem("This is no JSONPath: \(error)")
            }
        } else {
            do {
                template = .intrinsic(try IntrinsicParser.parse(text))
            } catch {
                throw ExpressionProblem(
                    "An expression is a path ($.a, $$.State.Name, $variable), a call such as States.UUID(), or a query "
                        + "{% … %}: \(error.message)")
            }
        }
    }

    func value(in scope: inout EvaluationScope) throws(ExpressionProblem) -> JSON {
        do throws(Failure) {
            if case .path(let path, _) = template { return try path.value(in: scope) }
            return try template.evaluate(in: &scope)
        } catch {
            throw ExpressionProblem(error.cause ?? error.error ?? "It has no value.")
        }
    }
}
