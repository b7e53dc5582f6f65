/// Why a recording cannot be used beyond an event: it leaves out what would be needed to go on.
public struct ReplayObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    /// The id of the recorded event.
    public let event: Int
    /// What is missing, as the rest of a sentence.
    public let problem: String

    /// A sentence.
    public var description: String { "Event \(event): \(problem)" }
}
