public import JSON

/// A path into a JSON value, in the dialect of Step Functions (Jayway JsonPath).
///
/// A path is compiled once and evaluated many times. It is *definite* when it can name one value only; a definite path
/// without a value is an error, an indefinite one gives an array of all matches, which may be empty.
public struct JSONPath: Hashable, Sendable {
    /// The path as it was written.
    public let text: String
    /// Whether the path names at most one value.
    public let isDefinite: Bool
    let segments: [PathSegment]

    /// Compiles a path.
    ///
    /// - Parameter text: The whole path, starting with `$`.
    /// - Throws: ``JSONPathSyntaxError`` with the offset of the first fault.
    public init(parsing text: String) throws(JSONPathSyntaxError) {
        var parser = PathParser(text)
        let segments = try parser.parsePath()
        self.text = text
        self.segments = segments
        isDefinite = segments.isDefinite
    }

    /// Whether the path is just `$`.
    public var isRoot: Bool { segments.isEmpty }

    /// The first member or element on a definite way that a document does not have: its name, or its number.
    ///
    /// - Returns: nil where the path leads to a value, or may lead to several.
    public func missingStep(in root: JSON) -> String? {
        guard isDefinite else { return nil }
        var place = root
        for segment in segments {
            switch segment.selector {
            case .child(let name):
                guard let value = place.object?[name] else { return name }
                place = value
            case .index(let index) where index >= 0:
                guard let value = place[index] else { return String(index) }
                place = value
            default: return nil
            }
        }
        return nil
    }

    /// The value that the path names in a document.
    ///
    /// - Returns: The value of a definite path, an array of all matches of an indefinite one.
    /// - Throws: ``JSONPathEvaluationError`` when a definite path names nothing.
    public func evaluate(_ root: JSON) throws(JSONPathEvaluationError) -> JSON {
        if segments.isEmpty { return root }
        var evaluator = PathEvaluator(root: root)
        return try evaluator.evaluate(segments, isDefinite: isDefinite)
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as it was written.
    public var description: String { text }
}
