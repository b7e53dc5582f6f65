public import JSON

/// A path that names one place in a document, so that a value can be put there: members and elements only.
public struct ReferencePath: Hashable, Sendable {
    /// Steps of the longest path: each makes the document a level deeper.
    private static let maximumLength = 256

    /// The path as it was written.
    public let text: String
    private let steps: [Step]

    private enum Step: Hashable, Sendable {
        case member(String)
        case element(Int)
    }

    /// Compiles a reference path.
    ///
    /// - Throws: ``JSONPathSyntaxError`` where the text is no path, or a path that may name several places.
    public init(parsing text: String) throws(JSONPathSyntaxError) {
        let path = try JSONPath(parsing: text)
        guard path.segments.count <= Self.maximumLength else {
            throw JSONPathSyntaxError(
                message: "a reference path has at most \(Self.maximumLength) steps", path: text, offset: 0)
        }
        var steps: [Step] = []
        for segment in path.segments {
            switch segment.selector {
            case .child(let name) where !segment.isDescending: steps.append(.member(name))
            case .index(let index) where !segment.isDescending && index >= 0: steps.append(.element(index))
            default:
                throw JSONPathSyntaxError(
                    message: "a reference path may only name members and elements", path: text, offset: segment.offset)
            }
        }
        self.text = text
        self.steps = steps
    }

    /// Whether the path is just `$`.
    public var isRoot: Bool { steps.isEmpty }

    /// A copy of a document with a value put at the path.
    ///
    /// Members on the way that do not exist, or are null, are made.
    ///
    /// - Throws: ``ReferencePathConflict`` where a value on the way has no members, or an array not the element.
    public func setting(_ value: JSON, in document: JSON) throws(ReferencePathConflict) -> JSON {
        var document = document
        try put(value, into: &document, at: 0)
        return document
    }

    private func put(_ value: JSON, into place: inout JSON, at position: Int) throws(ReferencePathConflict) {
        guard position < steps.count else {
            place = value
            return
        }
        switch steps[position] {
        case .member(let name):
            guard var object = place.isNull ? JSONObject() : place.object else {
                throw ReferencePathConflict(step: name)
            }
            place = .null
            var child = object[name] ?? .object(JSONObject())
            try put(value, into: &child, at: position + 1)
            object[name] = child
            place = .object(object)
        case .element(let index):
            guard case .array(var elements) = place, elements.indices.contains(index) else {
                throw ReferencePathConflict(step: String(index))
            }
            place = .null
            try put(value, into: &elements[index], at: position + 1)
            place = .array(elements)
        }
    }
}

extension ReferencePath: CustomStringConvertible {
    /// The path as it was written.
    public var description: String { text }
}

/// Why a value cannot be put where a reference path leads.
public struct ReferencePathConflict: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the member, or the number of the element, that the value on the way cannot have.
    public let step: String

    /// A sentence that names the step.
    public var description: String { "there is no place for '\(step)'" }
}
