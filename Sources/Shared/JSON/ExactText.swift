/// A text that equals only the same sequence of code points.
///
/// `String` also takes "é" and "e" with an accent behind it for equal; JSON, and all that compares its texts, does not.
package struct ExactText: Hashable, Sendable {
    /// The text.
    package let text: String

    /// A text to be compared by its code points.
    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.isIdentical(to: right.text)
    }

    package func hash(into hasher: inout Hasher) {
        text.hashExactly(into: &hasher)
    }
}

extension String {
    /// Whether two texts have the same code points.
    package func isIdentical(to other: String) -> Bool {
        // Swift's own comparison is the fastest, and what it takes for different is different.
        guard utf8.count == other.utf8.count, self == other else { return false }
        let (left, right) = (utf8Span, other.utf8Span)
        // An equivalent of ASCII that is no ASCII itself takes more bytes.
        if left.isKnownASCII { return true }
        return left.span.withUnsafeBytes { left in
            right.span.withUnsafeBytes { right in left.elementsEqual(right) }
        }
    }

    func hashExactly(into hasher: inout Hasher) {
        utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
        // As between the fields of a struct: texts that follow each other do not run together.
        hasher.combine(0xFF as UInt8)
    }

    /// Order by UTF-16 units, as Java and JavaScript have it.
    package func precedesInUTF16(_ other: String) -> Bool {
        utf16.lexicographicallyPrecedes(other.utf16)
    }
}
