public import JSON
public import StatesLanguage

/// One execution to try, and what has to come of it.
public struct TestCase: Sendable {
    /// What the case is called in reports.
    public var name: String
    /// The execution's input.
    public var input: JSON
    /// What answers the tasks.
    public var mocks: MockTaskRunner
    /// Values for `${name}` in the definition.
    public var substitutions: [String: String]
    /// The names that the execution runs under, and its type.
    public var identity: ExecutionIdentity
    /// When the execution starts; from there time is virtual.
    public var startTime: Timestamp
    /// What random numbers, UUIDs and jitter follow from.
    public var seed: UInt64
    /// What has to come of it.
    public var expectation: Expectation

    /// When executions of cases start that do not say: 2026-01-01T00:00:00Z.
    public static let defaultStartTime = Timestamp(seconds: 1_767_225_600)
}

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
