import JSON

/// One thing that an execution did or decided, by its place in the definition: what coverage counts and a debugger
/// stops at.
///
/// The history tells what AWS tells, which leaves out what a rule, a retrier or a catcher decided, and all that
/// happens in the children of a distributed Map.
public struct TraceEvent: Hashable, Sendable {
    /// What happened in a state. Numbers are positions in the state's `Choices`, `Retry` or `Catch`, from 0.
    public enum Kind: Hashable, Sendable {
        case entered
        /// The state ended well, or a catcher took its failure.
        case left
        /// The first rule of a Choice state that held; those before it did not.
        case rule(Int)
        /// No rule held, and `Default` leads on.
        case defaultRule
        /// No rule held, and there is no `Default`; the failure follows.
        case noRule
        /// An attempt of the state failed, whatever becomes of the failure.
        case failed(error: String?, cause: String?)
        /// The retrier that lets the state be tried again.
        case retrier(Int)
        /// The retrier whose attempts are used up, so that the failure goes to the catchers.
        case exhaustedRetrier(Int)
        /// The catcher that takes the failure.
        case catcher(Int)
    }

    /// The line of states that it happened in.
    public var strand: StrandID
    /// The state's name.
    public var state: String
    /// The JSON pointer of the state in the definition.
    public var pointer: String
    /// What happened.
    public var kind: Kind
}

extension Execution {
    /// Adds to the trace, if one is kept.
    mutating func note(_ kind: @autoclosure () -> TraceEvent.Kind, in slot: Int) {
        guard trace != nil else { return }
        let strand = strands[slot]
        trace?.append(
            TraceEvent(
                strand: StrandID(strand.serial), state: strand.state.name, pointer: strand.statePointer,
                kind: kind()))
    }

    /// Takes over what a child execution did, with the names of its strands as they are seen from here.
    mutating func forwardTrace(of slot: Int) {
        guard trace != nil, let events = children[slot]?.child.execution.trace, !events.isEmpty else { return }
        children[slot]?.child.execution.trace = []
        for var event in events {
            event.strand = StrandID(event.strand, ofChild: strands[slot].serial)
            trace?.append(event)
        }
    }
}

extension Strand {
    /// The JSON pointer of the current state.
    var statePointer: String { graph.pointer.appending(pointer: "States").appending(pointer: state.name) }
}
