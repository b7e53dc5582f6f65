public import JSON

/// How many rows there were and what became of them.
///
/// Every row is in exactly one place: `rows = excluded + rejected + duplicate_in_file + rows in records`. Blank rows and
/// repeated headers are no rows. Duplicates are found by Diff, so here their number is still 0.
public struct CleaningCounts: Hashable, Sendable {
    /// Physical lines of the file.
    public var lines = 0
    /// Rows with data.
    public var rows = 0
    /// Rows without any.
    public var blank = 0
    /// Rows that repeat the header.
    public var repeatedHeader = 0
    /// Rows left out by a rule.
    public var excluded = 0
    /// Rows given back.
    public var rejected = 0
    /// Rows stored with an assumption.
    public var flagged = 0
    /// Workouts.
    public var records = 0
    /// Sets of strength workouts.
    public var sets = 0

    /// Nothing counted.
    public init() {}

    /// The counts under their names in the report.
    public var json: JSON {
        [
            "lines": .int(lines), "rows": .int(rows), "blank": .int(blank), "repeated_header": .int(repeatedHeader),
            "excluded": .int(excluded), "rejected": .int(rejected), "flagged": .int(flagged), "records": .int(records),
            "sets": .int(sets),
        ]
    }
}
