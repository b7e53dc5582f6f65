import Failures
import SQLite

/// The table `bests`: the best of each kind for each activity or exercise of a user.
final class BestsTable {
    /// A best, and the workout that holds it.
    struct Best {
        var value: Double
        var workout: Int64
    }

    private let upsert: Statement
    private let update: Statement
    private let delete: Statement
    private let find: Statement
    private let selectRecords: Statement

    init(_ database: Database) throws(PipelineError) {
        // `previous` keeps what the best was before the import, however often that import raises it.
        upsert = try Statement(
            database,
            """
            INSERT INTO bests(user, kind, subject, value, workout, import) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
              ON CONFLICT DO UPDATE SET
                previous = CASE WHEN import IS excluded.import THEN previous ELSE value END,
                value = excluded.value, workout = excluded.workout, import = excluded.import
              WHERE excluded.value > value
            """)
        update = try Statement(
            database, "UPDATE bests SET value = ?4, workout = ?5 WHERE user = ?1 AND kind = ?2 AND subject = ?3")
        delete = try Statement(database, "DELETE FROM bests WHERE user = ?1 AND kind = ?2 AND subject = ?3")
        find = try Statement(
            database, "SELECT value, workout FROM bests WHERE user = ?1 AND kind = ?2 AND subject = ?3")
        selectRecords = try Statement(
            database,
            """
            SELECT b.kind, b.subject, b.value, w.key, substr(w.start_local, 1, 10), b.previous
              FROM bests b JOIN workouts w ON w.id = b.workout
                JOIN sightings s ON s.import = b.import AND s.workout = b.workout
              WHERE b.user = ?1 AND b.import = ?2 AND s.effect IN (1, 2)
                AND (b.previous IS NULL OR b.value > b.previous)
              ORDER BY b.previous IS NULL, b.kind, b.subject LIMIT 50
            """)
    }

    func current(user: Int64, _ kind: PersonalRecord.Kind, _ subject: String) throws(PipelineError) -> Best? {
        find.bind(1, user).bind(2, kind.rawValue).bind(3, subject)
        defer { find.reset() }
        guard try find.step() else { return nil }
        return Best(value: find.double(0) ?? 0, workout: find.int64(1))
    }

    /// Takes a value as the best if it is better.
    func improve(
        user: Int64, _ kind: PersonalRecord.Kind, _ subject: String, to best: Best, by importNumber: Int64?
    ) throws(PipelineError) {
        upsert.bind(1, user).bind(2, kind.rawValue).bind(3, subject)
        try upsert.bind(4, best.value).bind(5, best.workout).bind(6, importNumber).run()
    }

    /// Takes a value as the best after the holder of a better one has lost it; nil when nothing is left.
    func lower(
        user: Int64, _ kind: PersonalRecord.Kind, _ subject: String, to best: Best?
    ) throws(PipelineError) {
        let statement = best == nil ? delete : update
        statement.bind(1, user).bind(2, kind.rawValue).bind(3, subject)
        if let best { statement.bind(4, best.value).bind(5, best.workout) }
        try statement.run()
    }

    /// The bests that an import set with workouts that it added or changed.
    func records(user: Int64, setBy importNumber: Int64) throws(PipelineError) -> [PersonalRecord] {
        selectRecords.bind(1, user).bind(2, importNumber)
        defer { selectRecords.reset() }
        var records: [PersonalRecord] = []
        while try selectRecords.step() {
            guard let kind = selectRecords.text(0).flatMap(PersonalRecord.Kind.init(rawValue:)) else { continue }
            records.append(
                PersonalRecord(
                    kind: kind, subject: selectRecords.text(1) ?? "", value: selectRecords.double(2) ?? 0,
                    workout: selectRecords.text(3) ?? "", date: selectRecords.text(4) ?? "",
                    previous: selectRecords.double(5)))
        }
        return records
    }
}
