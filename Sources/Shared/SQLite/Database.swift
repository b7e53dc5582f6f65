import CSQLite
package import Failures
import Glibc

/// One connection to a SQLite file. Not for use from two threads at once.
package final class Database {
    /// How a file is opened.
    package enum Mode {
        /// For reading and writing; made when there is none.
        case readWrite
        /// For looking. It is opened like any other, so that SQLite's files beside it go when the last one closes;
        /// whoever only looks sets `query_only`.
        case readOnly
        /// For reading a file that nobody can be writing, in a folder where no lock can be made.
        case immutable
        /// A database that lives in memory only.
        case inMemory
    }

    package let path: String
    package let handle: OpaquePointer

    /// What to do when the file is beyond use, for messages: it ends the sentence "move it away and".
    let recovery: String

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file; ignored in memory.
    ///   - mode: What for.
    ///   - busyTimeout: How long to wait for another process that is writing.
    ///   - recovery: What to do when the file is damaged, after it was moved away.
    package init(
        path: String, mode: Mode, busyTimeout: Duration, recovery: String = "start anew"
    ) throws(PipelineError) {
        self.path = path
        self.recovery = recovery
        var handle: OpaquePointer?
        let flags =
            switch mode {
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READWRITE
            case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            case .inMemory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
            }
        let name = mode == .immutable ? "\(FileURI.of(path))?immutable=1" : path
        if mode == .readWrite {
            // SQLite would make a file that others may read; what it makes beside this one gets the same mode.
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor >= 0 { close(descriptor) }
        }
        _ = Self.withoutStatistics
        let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let error = SQLiteFailure.error(
                code, handle.map { String(cString: sqlite3_errmsg($0)) } ?? "", path, recovery)
            sqlite3_close_v2(handle)
            throw error
        }
        self.handle = handle
        let (seconds, attoseconds) = busyTimeout.components
        if mode == .readOnly { OpenReaders.insert(handle) }
        sqlite3_busy_timeout(handle, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }

    deinit {
        OpenReaders.remove(handle)
        sqlite3_close_v2(handle)
    }

    /// Nobody asks SQLite how much memory it uses, and counting takes a lock for every allocation. Once, before the first
    /// connection; too late is no harm.
    private static let withoutStatistics = csqlite_config_memory_statistics(0)

    /// The number of rows that the last statement changed.
    package var changes: Int { Int(sqlite3_changes64(handle)) }

    /// The rowid of the last row inserted.
    package var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Runs statements without values or results.
    package func execute(_ sql: String) throws(PipelineError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The first column of the first row of a query; nil where there is none.
    package func integer(_ sql: String) throws(PipelineError) -> Int64? {
        let statement = try Statement(self, sql)
        return try statement.step() ? statement.int64(0) : nil
    }

    /// Does everything or nothing, alone among all writers.
    package func transaction<Result>(_ body: () throws(PipelineError) -> Result) throws(PipelineError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(PipelineError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Does everything or nothing, where the work has errors of its own.
    package func transacting<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// SQLite has rolled back by itself after some errors; there is nothing left to do then.
    private func rollBack() {
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }

    package func error(_ code: Int32) -> PipelineError {
        SQLiteFailure.error(code, String(cString: sqlite3_errmsg(handle)), path, recovery)
    }
}
