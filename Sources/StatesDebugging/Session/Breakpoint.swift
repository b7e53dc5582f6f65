import StatesLanguage

/// Where a session stops by itself.
public struct Breakpoint: Hashable, Sendable {
    /// What of a state it waits for.
    public enum Moment: String, CaseIterable, Hashable, Sendable {
        /// The state is about to be entered.
        case before
        /// The state was left.
        case after
        /// An attempt of the state failed, whatever becomes of the failure. A task stops before anything does; of other
        /// states what comes of it is part of the step.
        case error
        /// The state failed and is to be tried again.
        case retry
    }

    /// The name or the JSON pointer of a state, or `*` for any.
    public var state: String
    /// What of it.
    public var moment: Moment

    /// A breakpoint.
    public init(_ state: String, _ moment: Moment = .before) {
        self.state = state
        self.moment = moment
    }

    /// Whether it is about a state.
    func isAbout(name: String, pointer: String) -> Bool {
        state == "*" || state == name || state == pointer
    }

    /// Whether something that happened is what it waits for.
    func isHit(by event: TraceEvent) -> Bool {
        guard isAbout(name: event.state, pointer: event.pointer) else { return false }
        return switch (moment, event.kind) {
        case (.after, .left), (.error, .failed), (.retry, .retrier): true
        default: false
        }
    }
}
