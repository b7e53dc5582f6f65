/// Why a TestState request is refused: a code of the API, and the service's sentence.
public struct TestStateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `ValidationException`, `InvalidDefinition` or `InvalidExecutionInput`.
    public var code: String
    /// What is wrong, in the words of the service where they are known.
    public var message: String

    /// Code and message in one line.
    public var description: String { "\(code): \(message)" }

    static func validation(_ message: String) -> TestStateError {
        TestStateError(code: "ValidationException", message: message)
    }

    static func invalidDefinition(_ message: String) -> TestStateError {
        TestStateError(code: "InvalidDefinition", message: message)
    }

    /// A definition with problems, all of which are told.
    static func invalidDefinition(_ issues: [DefinitionIssue]) -> TestStateError {
        let list = issues.map(\.description).joined(separator: ", ")
        return invalidDefinition("Invalid State Machine Definition: '\(list)'")
    }

    static func invalidInput(_ reason: String) -> TestStateError {
        TestStateError(code: "InvalidExecutionInput", message: "Invalid State Machine Execution Input: '\(reason)'")
    }

    static func invalidContext(_ reason: String) -> TestStateError {
        validation("Invalid Context object provided: \(reason)")
    }

    /// A part of the request that means nothing unless the state's work is mocked.
    static func needsMock(_ member: String) -> TestStateError {
        validation("TestState does not support \(member) when a mock is not specified.")
    }
}
