public import Failures
import Glibc
import JSON
import SQLite

/// The store of workouts in one SQLite file. Not for use from two threads at once.
public final class SQLiteWorkoutStore: WorkoutStore {
    /// What a store is opened for.
    public enum Mode: Sendable {
        /// For everything; the file is made when there is none.
        case readWrite
        /// For looking only. Where there is no file, or one without content, the store is empty, and none is made.
        case readOnly
    }

    let database: Database

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: The database's file.
    ///   - mode: What for.
    ///   - busyTimeout: How long to wait for another process that is writing.
    /// - Throws: `Store.Unusable` for a file that is damaged, foreign, or made by a newer program; `Store.Unavailable`
    ///   when another process keeps it locked.
    public init(
        path: String, mode: Mode = .readWrite, busyTimeout: Duration = .seconds(10)
    ) throws(PipelineError) {
        if Folder.exists(path) {
            throw PipelineError(
                .storeUnusable,
                "\(path) is a folder, where the file with the workouts has to be. Move it away, or choose another home.",
                code: "in_the_way")
        }
        // What a killed first import left can only be rolled back by who may write; nothing may be left of the file then.
        if mode == .readOnly, !Self.isUnused(path), access(path + "-journal", F_OK) == 0 {
            _ = try Database(
                path: path, mode: .readWrite, busyTimeout: busyTimeout, recovery: Self.recovery
            ).integer("PRAGMA user_version")
        }
        switch mode {
        case .readWrite:
            try Folder.make(Folder.parent(of: path))
            database = try Database(
                path: path, mode: .readWrite, busyTimeout: busyTimeout, recovery: Self.recovery)
            try Self.prepareForWriting(database)
        case .readOnly where Self.isUnused(path):
            database = try Database(path: ":memory:", mode: .inMemory, busyTimeout: busyTimeout)
            try Schema.prepare(database, canWrite: true)
        case .readOnly:
            // Readers share memory with writers through files in the folder. Where those cannot be made, nobody is
            // writing either, and the file can be read as it stands.
            let isWritable = access(Folder.parent(of: path), W_OK) == 0 && access(path, W_OK) == 0
            let hasLog = access(path + "-wal", F_OK) == 0
            database = try Database(
                path: path, mode: isWritable || hasLog ? .readOnly : .immutable, busyTimeout: busyTimeout,
                recovery: Self.recovery)
            try database.execute("PRAGMA cache_size = -24576; PRAGMA query_only = ON")
            try Schema.prepare(database, canWrite: false)
        }
    }

    /// Whether there is no file, or one without content: the first import makes a store of either.
    static func isUnused(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return errno == ENOENT }
        return status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }

    private static func prepareForWriting(_ database: Database) throws(PipelineError) {
        // The page size counts for a new file only: records are about half a kilobyte, and larger pages mean fewer of
        // them to write. FULL: once we have said that an import is stored, a loss of power must not take it back; it
        // costs a few syncs an import. The cache bounds the memory, the size limit what the log keeps after a large
        // import.
        try database.execute(
            """
            PRAGMA page_size = 8192; PRAGMA synchronous = FULL; PRAGMA cache_size = -24576;
            PRAGMA journal_size_limit = 33554432; PRAGMA temp_store = FILE
            """)
        try Schema.prepare(database, canWrite: true)
        if try !isEmpty(database) { try database.execute(logging) }
    }

    /// Lets readers go on while an import is written.
    ///
    /// Not for the first import into an empty store: nobody has anything to read then, and its many new pages need no
    /// journal, but would go to the log first and to the file later.
    static let logging = "PRAGMA journal_mode = WAL"

    /// Whether there is no workout yet.
    static func isEmpty(_ database: Database) throws(PipelineError) -> Bool {
        try database.integer("SELECT EXISTS (SELECT 1 FROM workouts)") == 0
    }

    /// What to do after a damaged store was moved away.
    private static let recovery = "import the files in archive/ again"

    /// The row of a user; nil where nothing of them is stored.
    func userRow(_ name: String) throws(PipelineError) -> Int64? {
        let statement = try Statement(database, "SELECT id FROM users WHERE name = ?1").bind(1, name)
        return try statement.step() ? statement.int64(0) : nil
    }
}
