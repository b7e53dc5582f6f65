import CSQLite
package import Failures

/// One prepared statement: bind, step, read, reset.
package final class Statement {
    private let database: Database
    private let handle: OpaquePointer

    package init(_ database: Database, _ sql: String) throws(PipelineError) {
        self.database = database
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw database.error(code) }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    // MARK: Values, counted from 1

    @discardableResult package func bind(_ index: Int32, _ value: Int64) -> Statement {
        sqlite3_bind_int64(handle, index, value)
        return self
    }

    @discardableResult package func bind(_ index: Int32, _ value: Int) -> Statement {
        bind(index, Int64(value))
    }

    @discardableResult package func bind(_ index: Int32, _ value: Int64?) -> Statement {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    /// Binds a number; a whole one as an integer, which takes less room.
    @discardableResult package func bind(_ index: Int32, _ value: Double?) -> Statement {
        guard let value else { return bindNull(index) }
        if let whole = Int64(exactly: value) { return bind(index, whole) }
        sqlite3_bind_double(handle, index, value)
        return self
    }

    @discardableResult package func bind(_ index: Int32, _ value: String?) -> Statement {
        guard var value else { return bindNull(index) }
        value.withUTF8 { bindText(index, UnsafeRawBufferPointer($0)) }
        return self
    }

    /// Binds UTF-8 as text.
    @discardableResult package func bind(_ index: Int32, utf8: some Collection<UInt8>) -> Statement {
        if utf8.withContiguousStorageIfAvailable({ bindText(index, UnsafeRawBufferPointer($0)) }) == nil {
            bind(index, utf8: Array(utf8))
        }
        return self
    }

    @discardableResult package func bindNull(_ index: Int32) -> Statement {
        sqlite3_bind_null(handle, index)
        return self
    }

    private func bindText(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let address = bytes.baseAddress else {
            _ = csqlite_bind_text(handle, index, "", 0)
            return
        }
        _ = csqlite_bind_text(handle, index, address.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }

    // MARK: Running

    /// Goes to the next row.
    ///
    /// - Returns: Whether there is one.
    package func step() throws(PipelineError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            sqlite3_reset(handle)
            throw database.error(code)
        }
    }

    /// Runs a statement that gives no rows and makes it ready for the next values.
    package func run() throws(PipelineError) {
        _ = try step()
        sqlite3_reset(handle)
    }

    /// Makes the statement ready for the next values.
    package func reset() {
        sqlite3_reset(handle)
    }

    // MARK: Columns of the row, counted from 0

    package func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    package func int64(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    package func int(_ column: Int32) -> Int {
        Int(sqlite3_column_int64(handle, column))
    }

    package func double(_ column: Int32) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(handle, column)
    }

    package func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    package func text(_ column: Int32) -> String? {
        isNull(column) ? nil : String(decoding: bytes(column), as: UTF8.self)
    }
}
