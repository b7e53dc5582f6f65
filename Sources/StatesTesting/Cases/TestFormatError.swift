/// Why a file of test cases cannot be used.
public struct TestFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// The JSON pointer of the place.
    public var pointer: String

    /// An error at a place.
    public init(_ message: String, at pointer: String) {
        self.message = message
        self.pointer = pointer
    }

    /// A sentence with the place.
    public var description: String { "\(message) (at \(pointer.isEmpty ? "/" : pointer))" }
}
