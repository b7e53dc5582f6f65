import Failures
import SQLite

/// The tables `workouts` and `records`: what each workout is now.
final class WorkoutTable {
    /// A workout as far as comparing needs it.
    struct Row {
        var id: Int64
        /// The current record; nil for a workout that no active import holds.
        var record: Int64?
        /// The hash of the current record's text.
        var hash: Int64
    }

    private let database: Database
    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let clear: Statement
    private let selectText: Statement
    private let insertText: Statement
    private let deleteText: Statement
    private var nextRecord: Int64

    init(_ database: Database) throws(PipelineError) {
        self.database = database
        find = try Statement(database, "SELECT id, record, hash FROM workouts WHERE user = ?1 AND key = ?2")
        insert = try Statement(
            database,
            """
            INSERT INTO workouts(user, key, record, hash, start_local, start_utc, activity, format, title, distance_m,
              elapsed_s, energy_kcal, speed_avg_mps) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
              ON CONFLICT DO NOTHING
            """)
        update = try Statement(
            database,
            """
            UPDATE workouts SET record = ?3, hash = ?4, start_local = ?5, start_utc = ?6, activity = ?7, format = ?8,
              title = ?9, distance_m = ?10, elapsed_s = ?11, energy_kcal = ?12, speed_avg_mps = ?13 WHERE id = ?1
            """)
        clear = try Statement(database, "UPDATE workouts SET record = NULL WHERE id = ?1")
        selectText = try Statement(database, "SELECT text FROM records WHERE id = ?1")
        insertText = try Statement(database, "INSERT INTO records(id, text) VALUES(?1, ?2)")
        // A record stays as long as any import holds it, or it could not come back with an undo.
        deleteText = try Statement(
            database,
            """
            DELETE FROM records WHERE id = ?1
              AND NOT EXISTS (SELECT 1 FROM sightings WHERE workout = ?2 AND record = ?1)
              AND NOT EXISTS (SELECT 1 FROM workouts WHERE id = ?2 AND record = ?1)
            """)
        nextRecord = (try database.integer("SELECT max(id) FROM records") ?? 0) + 1
    }

    func row(user: Int64, key: some Collection<UInt8>) throws(PipelineError) -> Row? {
        find.bind(1, user).bind(2, utf8: key)
        defer { find.reset() }
        guard try find.step() else { return nil }
        return Row(id: find.int64(0), record: find.isNull(1) ? nil : find.int64(1), hash: find.int64(2))
    }

    /// Adds a workout with its record, unless there is one of this key.
    ///
    /// - Returns: What was added; nil where the key is taken.
    func add(user: Int64, _ line: RecordLine) throws(PipelineError) -> (workout: Int64, record: Int64)? {
        insert.bind(1, user).bind(2, utf8: line.key)
        bind(line, record: nextRecord, to: insert)
        try insert.run()
        guard database.changes == 1 else { return nil }
        let workout = database.lastRow
        return (workout, try addRecord(line.text))
    }

    /// Makes a record the current one.
    func set(_ workout: Int64, _ line: RecordLine, record: Int64) throws(PipelineError) {
        update.bind(1, workout)
        bind(line, record: record, to: update)
        try update.run()
    }

    /// Leaves a workout without a current record.
    func clear(_ workout: Int64) throws(PipelineError) {
        try clear.bind(1, workout).run()
    }

    func text(record: Int64) throws(PipelineError) -> [UInt8] {
        selectText.bind(1, record)
        defer { selectText.reset() }
        return try selectText.step() ? selectText.bytes(0) : []
    }

    func addRecord(_ text: [UInt8]) throws(PipelineError) -> Int64 {
        let record = nextRecord
        try insertText.bind(1, record).bind(2, utf8: text).run()
        nextRecord += 1
        return record
    }

    /// Removes a record of a workout that is not the current one and that no import holds.
    func dropRecordIfUnseen(_ record: Int64, of workout: Int64) throws(PipelineError) {
        try deleteText.bind(1, record).bind(2, workout).run()
    }

    private func bind(_ line: RecordLine, record: Int64, to statement: Statement) {
        statement.bind(3, record).bind(4, line.hash).bind(5, utf8: line.startLocal)
        if let startUTC = line.startUTC { statement.bind(6, utf8: startUTC) } else { statement.bindNull(6) }
        statement.bind(7, utf8: line.activity).bind(8, utf8: line.format)
        if let title = line.title { statement.bind(9, utf8: title) } else { statement.bindNull(9) }
        statement.bind(10, line.distance).bind(11, line.elapsed).bind(12, line.energy).bind(13, line.speed)
    }
}
