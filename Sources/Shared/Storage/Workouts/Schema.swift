import Failures
import SQLite

/// The tables of the local store.
///
/// `records` holds versions of workouts as text. A `sighting` says which version an import held of a workout. What a
/// workout is now (`workouts.record`) follows from the sightings of the imports that are not undone, and from nothing
/// else. `workouts.record` is null for a workout that no active import holds.
enum Schema {
    /// Raised with every change that an older program could not read.
    static let version: Int64 = 1
    /// Marks the file as ours: "wkpl".
    static let applicationID: Int64 = 0x776b_706c

    /// The index of lists. A store's first import makes it anew at its end, since sorting is faster than inserting.
    static let startIndex = "CREATE INDEX workouts_by_start ON workouts(user, start_local)"

    /// The index of a workout's versions, made anew likewise.
    static let sightingIndex = "CREATE INDEX sightings_by_workout ON sightings(workout)"

    private static let tables = """
        CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE imports(
          number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, user INTEGER NOT NULL REFERENCES users,
          file_name TEXT NOT NULL, sha256 TEXT NOT NULL, import_key TEXT NOT NULL, format TEXT NOT NULL,
          as_of TEXT NOT NULL, imported_at TEXT NOT NULL, undone_at TEXT, context TEXT NOT NULL, result TEXT NOT NULL);
        CREATE INDEX imports_by_key ON imports(user, import_key);
        CREATE TABLE records(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
        CREATE TABLE workouts(
          id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users, key TEXT NOT NULL,
          record INTEGER REFERENCES records, hash INTEGER NOT NULL, start_local TEXT NOT NULL, start_utc TEXT,
          activity TEXT NOT NULL, format TEXT NOT NULL, title TEXT, distance_m NUMERIC, elapsed_s NUMERIC,
          energy_kcal NUMERIC, speed_avg_mps NUMERIC, UNIQUE(user, key));
        \(startIndex);
        CREATE TABLE sightings(
          import INTEGER NOT NULL REFERENCES imports, workout INTEGER NOT NULL REFERENCES workouts,
          record INTEGER NOT NULL REFERENCES records, effect INTEGER NOT NULL, fields TEXT, lines TEXT NOT NULL,
          PRIMARY KEY(import, workout)) WITHOUT ROWID;
        \(sightingIndex);
        CREATE TABLE lifts(
          workout INTEGER NOT NULL REFERENCES workouts, exercise TEXT NOT NULL, user INTEGER NOT NULL,
          one_rep_max_kg NUMERIC NOT NULL, PRIMARY KEY(workout, exercise)) WITHOUT ROWID;
        CREATE INDEX lifts_by_exercise ON lifts(user, exercise, one_rep_max_kg);
        CREATE TABLE bests(
          user INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, value NUMERIC NOT NULL,
          workout INTEGER NOT NULL, import INTEGER, previous NUMERIC, PRIMARY KEY(user, kind, subject)) WITHOUT ROWID;
        """

    /// Makes the tables in a new file, and refuses a file that is none of ours or newer than this program.
    static func prepare(_ database: Database, canWrite: Bool) throws(PipelineError) {
        if try isCurrent(database) { return }
        guard canWrite else { throw notAStore(database) }
        try database.transaction { () throws(PipelineError) in
            // Another process may have made the tables since.
            if try isCurrent(database) { return }
            guard try database.integer("SELECT count(*) FROM sqlite_schema") == 0 else { throw notAStore(database) }
            try database.execute(tables)
            try database.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
        }
    }

    private static func isCurrent(_ database: Database) throws(PipelineError) -> Bool {
        let found = try database.integer("PRAGMA user_version") ?? 0
        guard found != 0 else { return false }
        guard try database.integer("PRAGMA application_id") == applicationID else { throw notAStore(database) }
        guard found <= version else {
            throw PipelineError(
                .storeUnusable,
                "The store \(database.path) was made by a newer version of this program (its schema is \(found), this "
                    + "program knows \(version)). Update the program.", code: "newer_schema")
        }
        return true
    }

    private static func notAStore(_ database: Database) -> PipelineError {
        PipelineError(
            .storeUnusable,
            "\(database.path) is a SQLite file, but no store of workouts. Choose another home, or move the file away.",
            code: "not_a_store")
    }
}
