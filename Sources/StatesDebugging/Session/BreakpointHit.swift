public import StatesLanguage

/// Something that happened, or is about to, and that a breakpoint waited for.
public struct BreakpointHit: Hashable, Sendable {
    /// The breakpoint as it was set.
    public let breakpoint: Breakpoint
    /// The line of states that it happened in.
    public let strand: StrandID
    /// The state's name.
    public let state: String
    /// The JSON pointer of the state.
    public let pointer: String
    /// What the state failed with, of a breakpoint on errors; nil where there is none.
    public let error: String?
    /// The cause of the error; nil where there is none.
    public let cause: String?
}

extension BreakpointHit {
    init(_ breakpoint: Breakpoint, _ strand: StrandView, failure: (error: String?, cause: String?) = (nil, nil)) {
        self.init(
            breakpoint: breakpoint, strand: strand.id, state: strand.state, pointer: strand.pointer,
            error: failure.error, cause: failure.cause)
    }

    init(_ breakpoint: Breakpoint, _ event: TraceEvent) {
        var failure: (error: String?, cause: String?) = (nil, nil)
        if case .failed(let error, let cause) = event.kind { failure = (error, cause) }
        self.init(
            breakpoint: breakpoint, strand: event.strand, state: event.state, pointer: event.pointer,
            error: failure.error, cause: failure.cause)
    }
}
