import CSQLite

/// Everything that a store of workouts holds, table by table.
public enum StoreDump {
    /// The rows of every table as text, in order; none where there is no store.
    ///
    /// - Parameter ignoring: Columns to leave out, such as `imported_at`.
    public static func rows(of path: String, ignoring: Set<String> = []) -> [String] {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, let handle else { return [] }
        sqlite3_busy_timeout(handle, 10_000)
        let tables = query(handle, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return tables.compactMap(\.first?.value).flatMap { table in
            query(handle, "SELECT * FROM \"\(table)\"").map { row in
                "\(table): "
                    + row.filter { !ignoring.contains($0.name) }.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            }.sorted()
        }
    }

    /// The first column of the first row of a query.
    public static func value(_ sql: String, in path: String) -> String? {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, let handle else { return nil }
        return query(handle, sql).first?.first?.value
    }

    private static func query(_ handle: OpaquePointer, _ sql: String) -> [[(name: String, value: String)]] {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return [] }
        var rows: [[(name: String, value: String)]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    let value = sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
                    return (String(cString: sqlite3_column_name(statement, column)), value)
                })
        }
        return rows
    }
}

/// Another program that keeps a store locked.
public final class StoreLock: @unchecked Sendable {
    private let handle: OpaquePointer?

    /// Begins to write, and writes nothing.
    public init(_ path: String) {
        var handle: OpaquePointer?
        sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nil)
        sqlite3_exec(handle, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", nil, nil, nil)
        self.handle = handle
    }

    /// Lets others write.
    public func release() {
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }

    deinit { sqlite3_close_v2(handle) }
}
