public import JSON

/// One line of states as it stands: what a debugger shows.
public struct StrandView: Sendable {
    /// What a strand does next, or waits for.
    public enum Standing: String, Hashable, Sendable {
        /// Its state is to be entered.
        case entering
        /// Its state is to be tried again.
        case retrying
        /// A Wait state's time.
        case waiting
        /// The delay before a retry.
        case delayed
        /// Its task is under way.
        case runningTask
        /// Branches, iterations or child executions below it are under way.
        case forked
        /// It is over.
        case ended
    }

    /// Its name.
    public internal(set) var id: StrandID
    /// The strand whose Parallel or Map state made it; nil for the machine itself.
    public internal(set) var parent: StrandID?
    /// Which branch, iteration or child execution it is, from 0.
    public internal(set) var position: Int
    /// The name of the state that it is in, or about to enter.
    public let state: String
    /// The JSON pointer of that state in the definition.
    public let pointer: String
    /// The kind of the state, such as `Task`.
    public let type: String
    /// What it does next, or waits for.
    public let standing: Standing
    /// The state's input, before `InputPath`.
    public let input: JSON
    /// The variables that the state sees, by name.
    public let variables: [String: JSON]
    /// How often this visit of the state was retried.
    public let retryCount: Int
    /// The attempt under way, of a strand that runs a task.
    public internal(set) var task: TaskID?
}
