/// What is laid over a graph: an execution, or how well tests cover it.
public struct GraphOverlay: Sendable {
    /// How something stands out.
    public enum Tone: String, Hashable, Sendable {
        /// Reached.
        case reached
        /// Reached, and failed.
        case failed
        /// Reached in part.
        case partly
        /// Reached, and given up since something else failed.
        case givenUp
    }

    /// What is said of a state or an edge.
    public struct Mark: Hashable, Sendable {
        public var tone: Tone
        /// A few words, such as `3× · 1.2 s`; nil for none.
        public var note: String?

        /// A mark.
        public init(_ tone: Tone, note: String? = nil) {
            self.tone = tone
            self.note = note
        }
    }

    /// Marks by the JSON pointer of a state (`/States/Fetch`) or of what makes an edge (`/States/Fetch/Next`,
    /// `/States/Decide/Choices/0`, `/States/Decide/Default`, `/States/Fetch/Catch/1`). What has no mark was not reached.
    public var marks: [String: Mark]
    /// The pointers of states that their machine ended with; nil where that is not known, and reaching them has to do.
    public var ends: Set<String>?

    /// An overlay.
    public init(_ marks: [String: Mark]) {
        self.marks = marks
    }
}
