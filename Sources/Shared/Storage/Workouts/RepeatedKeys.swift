import Failures
import SQLite

/// Which records of one file share a natural key, and the ordinals they were given.
///
/// In temporary tables, which go to a file when they grow: a file may hold a million records of one key.
final class RepeatedKeys {
    private let database: Database
    private let insert: Statement
    private let next: Statement

    init(_ database: Database) throws(PipelineError) {
        self.database = database
        try database.execute(
            """
            DROP TABLE IF EXISTS temp.repeats; DROP TABLE IF EXISTS temp.ordinals;
            CREATE TABLE temp.repeats(workout INTEGER, content INTEGER, PRIMARY KEY(workout, content)) WITHOUT ROWID;
            CREATE TABLE temp.ordinals(workout INTEGER PRIMARY KEY, last INTEGER NOT NULL);
            """)
        insert = try Statement(database, "INSERT INTO temp.repeats VALUES(?1, ?2) ON CONFLICT DO NOTHING")
        next = try Statement(
            database,
            "INSERT INTO temp.ordinals VALUES(?1, 2) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last")
    }

    /// Notes a content that the file holds under the key of a workout.
    ///
    /// - Returns: Whether it was not noted before.
    func note(_ content: Int64, under workout: Int64) throws(PipelineError) -> Bool {
        try insert.bind(1, workout).bind(2, content).run()
        return database.changes == 1
    }

    /// The next ordinal of a key: 2, 3 and so on.
    func nextOrdinal(of workout: Int64) throws(PipelineError) -> Int {
        next.bind(1, workout)
        defer { next.reset() }
        return try next.step() ? next.int(0) : 2
    }
}
