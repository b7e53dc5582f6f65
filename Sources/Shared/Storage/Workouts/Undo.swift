/// How an attempt to undo an import ended.
public enum UndoOutcome: Hashable, Sendable {
    /// It is undone.
    case undone(UndoSummary)
    /// It was undone before; nothing happened.
    case alreadyUndone
    /// Later imports changed workouts that this one wrote as well; nothing happened.
    case refused(UndoRefusal)
    /// There is no such import.
    case notFound
}

/// What undoing an import came to.
public struct UndoSummary: Hashable, Sendable {
    /// Workouts that no other import holds, and that are gone.
    public var removed = 0
    /// Workouts that are again what the other imports say.
    public var restored = 0
    /// Workouts that stay as they are, because other imports hold them.
    public var kept = 0
}

/// Why an import was not undone.
public struct UndoRefusal: Hashable, Sendable {
    /// A workout that a later import changed.
    public struct Conflict: Hashable, Sendable {
        /// The workout.
        public var key: String
        /// The later import's number.
        public var importNumber: Int
        /// What it changed.
        public var fields: [String]
    }

    /// How many workouts.
    public var count: Int
    /// The first of them, twenty at most.
    public var conflicts: [Conflict]
}
