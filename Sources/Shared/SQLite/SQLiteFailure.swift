import CSQLite
package import Failures

/// Turns a result code of SQLite into an error that says what to do.
package enum SQLiteFailure {
    /// The error for a call that did not succeed.
    ///
    /// - Parameters:
    ///   - code: The (extended) result code.
    ///   - message: What SQLite says about it.
    ///   - path: The database's file.
    ///   - recovery: What to do once a damaged file was moved away.
    package static func error(_ code: Int32, _ message: String, _ path: String, _ recovery: String) -> PipelineError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
            PipelineError(
                .storeUnavailable,
                "The store \(path) is locked by another process. Wait until that one is done, then try again.",
                code: "locked")
        case SQLITE_FULL:
            unusable(
                "The disk or the quota of the store \(path) is full. Free some space, then try again", "no_space")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            unusable("The store \(path) is read-only. Make the file and its folder writable for this user", "read_only")
        case SQLITE_CANTOPEN:
            unusable("The store \(path) cannot be opened. Check that its folder exists and is writable", "cannot_open")
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            unusable(
                "\(path) is damaged, or no store of this program. Restore it from a backup, or move it away and "
                    + recovery, "damaged")
        case SQLITE_IOERR:
            unusable(
                "The disk failed while the store \(path) was used (\(message), code \(code)). Check free space and the "
                    + "disk, then try again", "io_error")
        case SQLITE_NOMEM: unusable("There is not enough memory to use the store \(path)", "no_memory")
        default: PipelineError(.internalFailure, "The store \(path) refused a statement: \(message) (code \(code)).")
        }
    }

    private static func unusable(_ message: String, _ code: String) -> PipelineError {
        PipelineError(.storeUnusable, "\(message). What was stored before is unchanged.", code: code)
    }
}
