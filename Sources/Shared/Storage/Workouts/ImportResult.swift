public import JSON

/// What recording an import came to.
public struct ImportResult: Hashable, Sendable {
    /// How many workouts and rows went which way.
    public struct Counts: Hashable, Sendable {
        /// Workouts that were not stored before.
        public var new = 0
        /// Workouts of which values changed.
        public var changed = 0
        /// Workouts that stayed as they were, the superseded ones included.
        public var unchanged = 0
        /// Workouts of which the import holds older values than the store.
        public var superseded = 0
        /// Rows that repeat, or are replaced by, another record of the same file.
        public var duplicateRows = 0
        /// Records that those rows made up.
        public var duplicateRecords = 0
        /// Rows of workouts that the file holds in several versions, of which the last was taken.
        public var conflictingRows = 0
        /// Those of the rows that had no other flag before.
        public var newlyFlagged = 0
    }

    /// The number people call the import by.
    public var number: Int
    /// The run's id.
    public var id: String
    /// How many went which way.
    public var counts: Counts
    /// Physical lines of the first duplicate rows, ascending, at most five.
    public var firstDuplicateLines: [Int]
    /// Physical lines of the first rows that replaced another version, ascending, at most five.
    public var firstConflictingLines: [Int]
    /// The personal records it set, at most fifty.
    public var personalRecords: [PersonalRecord]
    /// Up to twenty examples of what changed, then of what is new.
    public var changes: [WorkoutChange]
}

/// What an import meant for one workout, and which fields it changed.
public struct WorkoutChange: Hashable, Sendable {
    /// The workout.
    public var key: String
    /// What it meant.
    public var effect: Effect
    /// The canonical members that changed, or that the import holds older values of.
    public var fields: [String]

    /// As the output of a stage.
    public var json: JSON {
        ["key": .string(key), "effect": .string(effect.rawValue), "fields": .array(fields.map(JSON.string))]
    }
}
