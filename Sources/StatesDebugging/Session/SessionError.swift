/// Why a session cannot do what it was asked for.
public struct SessionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// The execution is over.
        case over
        /// There is nothing earlier.
        case atStart
        /// The state has begun, so that its input counts no more.
        case hasBegun
        /// The state is no task, or its task is not under way.
        case noTask
        /// The place that a value is to be put at is none.
        case badPath
        /// The expression cannot be read or has no value.
        case badExpression
        /// More bytes than the service allows.
        case tooLarge
    }

    /// What kind of refusal it is.
    public let code: Code
    /// A sentence that says what to do instead.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
