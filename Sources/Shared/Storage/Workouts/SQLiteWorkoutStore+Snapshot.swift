import CSQLite
public import Failures
import SQLite

extension SQLiteWorkoutStore {
    public func snapshot(to path: String) throws(PipelineError) {
        let target = try Database(path: path, mode: .readWrite, busyTimeout: .zero)
        guard let backup = sqlite3_backup_init(target.handle, "main", database.handle, "main") else {
            throw target.error(sqlite3_errcode(target.handle))
        }
        // One step with one read transaction: a writer waits, or is waited for, but is never mixed in.
        let code = sqlite3_backup_step(backup, -1)
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw database.error(code) }
    }
}
