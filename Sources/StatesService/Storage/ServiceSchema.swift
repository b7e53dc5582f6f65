import Failures
import SQLite

/// The tables of the service.
enum ServiceSchema {
    /// Raised with every change that an older program could not read.
    static let version: Int64 = 1
    /// Marks the file as ours: "sfns".
    static let applicationID: Int64 = 0x7366_6e73

    /// `resources` holds machines, versions, aliases and activities as documents; `owner` is the machine of a version or
    /// alias. An execution is what its `journal` makes of its `document`; its `outcome` and the `events` are there to be asked.
    private static let tables = """
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
        """

    /// Opens the service's file, and makes the tables in a new one.
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
            if found == 0, try database.integer("SELECT count(*) FROM sqlite_schema") == 0 {
                try database.execute(tables)
                try database.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
            } else if try database.integer("PRAGMA application_id") != applicationID {
                throw unusable("\(database.path) is a SQLite file of another program. Name another folder.")
            } else if found > version {
                throw unusable("\(database.path) was made by a newer version of this program. Update the program.")
            }
        }
        return database
    }

    private static func unusable(_ message: String) -> PipelineError {
        PipelineError(.storeUnusable, message)
    }
}
