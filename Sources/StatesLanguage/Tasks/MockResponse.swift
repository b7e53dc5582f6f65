import JSON

/// One prepared answer to a task.
public struct MockResponse: Hashable, Sendable {
    /// How the task ends.
    public var outcome: TaskOutcome
    /// What it reports before its end, in order.
    public var progress: [TaskProgress]

    /// An answer.
    public init(_ outcome: TaskOutcome, progress: [TaskProgress] = []) {
        self.outcome = outcome
        self.progress = progress
    }
}

/// Why a file of mocks cannot be used.
public struct MockFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// The JSON pointer of the place.
    public var pointer: String

    /// A sentence with the place.
    public var description: String { "\(message) (at \(pointer.isEmpty ? "/" : pointer))" }
}
