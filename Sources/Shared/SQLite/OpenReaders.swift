import CSQLite
import Glibc
import Synchronization

/// Closes the connections that are open for looking when the program exits in the middle of it, as it does when nobody
/// reads its output any more.
///
/// SQLite removes its files beside the database when the last connection closes. Opening for reading only, or as immutable,
/// would not do instead: the one leaves those files behind, the other does not see who is writing.
enum OpenReaders {
    private static let handles = Mutex<Set<UInt>>([])
    private static let closing: Int32 = atexit { closeAll() }

    static func insert(_ handle: OpaquePointer) {
        _ = closing
        handles.withLock { _ = $0.insert(UInt(bitPattern: handle)) }
    }

    static func remove(_ handle: OpaquePointer) {
        handles.withLock { _ = $0.remove(UInt(bitPattern: handle)) }
    }

    private static func closeAll() {
        let open = handles.withLock { open in
            defer { open = [] }
            return open
        }
        for handle in open.compactMap(OpaquePointer.init(bitPattern:)) {
            while let statement = sqlite3_next_stmt(handle, nil) { sqlite3_finalize(statement) }
            sqlite3_close(handle)
        }
    }
}
