import Failures
import SQLite

/// The table `sightings`: which version of a workout each import held.
final class SightingTable {
    /// One sighting.
    struct Row {
        var record: Int64
        var effect: Effect
        /// The physical lines as they are written, such as `5,6,7`.
        var lines: [UInt8]
    }

    private let database: Database
    private let insert: Statement
    private let find: Statement
    private let delete: Statement
    private let selectVersions: Statement
    private var isIndexDeferred = false

    init(_ database: Database) throws(PipelineError) {
        self.database = database
        insert = try Statement(
            database,
            """
            INSERT INTO sightings(import, workout, record, effect, fields, lines) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
              ON CONFLICT DO NOTHING
            """)
        find = try Statement(
            database, "SELECT record, effect, lines FROM sightings WHERE import = ?1 AND workout = ?2")
        delete = try Statement(database, "DELETE FROM sightings WHERE import = ?1 AND workout = ?2")
        selectVersions = try Statement(
            database,
            """
            SELECT i.as_of, i.number, s.record, r.text
              FROM sightings s JOIN imports i ON i.number = s.import JOIN records r ON r.id = s.record
              WHERE s.workout = ?1 AND i.undone_at IS NULL
              ORDER BY i.as_of DESC, i.number DESC, r.text DESC
            """)
    }

    /// Leaves the index by workout to ``makeIndex()``, for a first import.
    func deferIndex() throws(PipelineError) {
        try database.execute("DROP INDEX sightings_by_workout")
        isIndexDeferred = true
    }

    /// Makes the index that was left out.
    func makeIndex() throws(PipelineError) {
        guard isIndexDeferred else { return }
        try database.execute(Schema.sightingIndex)
        isIndexDeferred = false
    }

    /// Adds a sighting, unless the import has one of this workout.
    ///
    /// - Returns: Whether it was added.
    func add(
        _ importNumber: Int64, _ workout: Int64, record: Int64, _ effect: Effect, fields: [String] = [],
        lines: some Collection<UInt8>
    ) throws(PipelineError) -> Bool {
        insert.bind(1, importNumber).bind(2, workout).bind(3, record).bind(4, effect.number)
        if fields.isEmpty { insert.bindNull(5) } else { insert.bind(5, fields.joined(separator: " ")) }
        try insert.bind(6, utf8: lines).run()
        return database.changes == 1
    }

    func row(_ importNumber: Int64, _ workout: Int64) throws(PipelineError) -> Row? {
        find.bind(1, importNumber).bind(2, workout)
        defer { find.reset() }
        guard try find.step(), let effect = Effect(number: find.int64(1)) else { return nil }
        return Row(record: find.int64(0), effect: effect, lines: find.bytes(2))
    }

    func remove(_ importNumber: Int64, _ workout: Int64) throws(PipelineError) {
        try delete.bind(1, importNumber).bind(2, workout).run()
    }

    /// The versions of a workout that active imports hold, newest first, each text once.
    func versions(of workout: Int64) throws(PipelineError) -> [Version] {
        // A file that repeats its keys needs the index before its end.
        try makeIndex()
        selectVersions.bind(1, workout)
        defer { selectVersions.reset() }
        var versions: [Version] = []
        while try selectVersions.step() {
            let record = selectVersions.int64(2)
            // An older sighting of the same text adds nothing to the newer one.
            guard !versions.contains(where: { $0.record == record }) else { continue }
            versions.append(
                Version(
                    asOf: selectVersions.text(0) ?? "", importNumber: selectVersions.int64(1),
                    text: selectVersions.bytes(3), record: record))
        }
        return versions
    }
}
