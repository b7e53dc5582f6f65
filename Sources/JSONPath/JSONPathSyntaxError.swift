/// Where and why a text is not a JSONPath.
public struct JSONPathSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong, without the place.
    public var message: String
    /// The path as it was written.
    public var path: String
    /// UTF-8 bytes before the place.
    public var offset: Int

    /// A fault at a place.
    public init(message: String, path: String, offset: Int) {
        self.message = message
        self.path = path
        self.offset = offset
    }

    /// A sentence with path, place and reason.
    public var description: String { "'\(path)' at offset \(offset): \(message)" }
}
