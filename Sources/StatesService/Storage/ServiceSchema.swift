import Failures
import SQLite

/// The tables of the service, and how they came to be step by step.
enum ServiceSchema {
    /// Raised with every change that an older program could not read.
    static var version: Int64 { Int64(steps.count) }
    /// Marks the file as ours: "sfns".
    static let applicationID: Int64 = 0x7366_6e73

    /// `resources` holds machines, versions, aliases and activities as documents; `owner` is the machine of a version or
    /// alias. An execution is what its `journal` makes of its `document`; its `outcome` and the `events` are there to be asked.
    private static let steps = [
        """
        CREATE TABLE resources(
          number INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, owner TEXT NOT NULL,
          document TEXT NOT NULL);
        CREATE INDEX resources_by_owner ON resources(kind, owner);
        CREATE TABLE tags(
          resource TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(resource, key)) WITHOUT ROWID;
        CREATE TABLE executions(
          number INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL,
          version TEXT, alias TEXT, status TEXT NOT NULL, redrives INTEGER NOT NULL, document TEXT NOT NULL,
          outcome TEXT NOT NULL);
        CREATE INDEX executions_by_machine ON executions(machine, number);
        CREATE INDEX executions_by_status ON executions(status);
        CREATE TABLE journal(
          execution INTEGER NOT NULL REFERENCES executions, position INTEGER NOT NULL, entry TEXT NOT NULL,
          PRIMARY KEY(execution, position)) WITHOUT ROWID;
        CREATE TABLE events(
          execution INTEGER NOT NULL REFERENCES executions, id INTEGER NOT NULL, event TEXT NOT NULL,
          PRIMARY KEY(execution, id)) WITHOUT ROWID;
        CREATE TABLE map_runs(
          arn TEXT PRIMARY KEY, execution INTEGER NOT NULL REFERENCES executions, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE tasks(
          token TEXT PRIMARY KEY, execution INTEGER NOT NULL REFERENCES executions, state TEXT NOT NULL,
          ordinal INTEGER NOT NULL, opened INTEGER NOT NULL, heard INTEGER NOT NULL, is_under_way INTEGER NOT NULL,
          is_closed INTEGER NOT NULL, outcome TEXT, UNIQUE(execution, state, ordinal)) WITHOUT ROWID;
        """,
        // Child executions of Map Runs; `parent` is the execution that they are a part of and has a journal for them.
        """
        ALTER TABLE executions ADD COLUMN parent INTEGER REFERENCES executions;
        ALTER TABLE executions ADD COLUMN map_run TEXT;
        ALTER TABLE executions ADD COLUMN items INTEGER;
        CREATE INDEX executions_by_parent ON executions(parent, status) WHERE parent IS NOT NULL;
        CREATE INDEX executions_by_map_run ON executions(map_run, number) WHERE map_run IS NOT NULL;
        ALTER TABLE map_runs ADD COLUMN state TEXT;
        """,
        // The order in which the runs of an execution started; by their dates in rows that are older than this column.
        "ALTER TABLE map_runs ADD COLUMN position INTEGER NOT NULL DEFAULT 0;",
    ]

    /// Opens the service's file, makes the tables in a new one, and brings those of an older one up to date.
    ///
    /// - Parameter path: The file; nil to keep everything in memory.
    static func open(_ path: String?) throws(PipelineError) -> Database {
        let database = try Database(
            path: path ?? ":memory:", mode: path == nil ? .inMemory : .readWrite, busyTimeout: .seconds(1))
        // One service a file: two would each carry on the same executions. What is written survives the process; a loss
        // of power may take the last moments.
        try database.execute(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        try database.transaction { () throws(PipelineError) in
            let found = try database.integer("PRAGMA user_version") ?? 0
            let tables = try database.integer("SELECT count(*) FROM sqlite_schema") ?? 0
            if found != 0 || tables > 0, try database.integer("PRAGMA application_id") != applicationID {
                throw unusable("\(database.path) is a SQLite file of another program. Name another folder.")
            }
            guard (0...version).contains(found) else {
                throw unusable("\(database.path) was made by a newer version of this program. Update the program.")
            }
            for step in steps.dropFirst(Int(found)) { try database.execute(step) }
            try database.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
        }
        return database
    }

    private static func unusable(_ message: String) -> PipelineError {
        PipelineError(.storeUnusable, message)
    }
}
