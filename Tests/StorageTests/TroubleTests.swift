import CSQLite
import Failures
import Glibc
import JSON
import SQLite
import TestSupport
import Testing
import Workouts

@testable import Storage

/// What people's disks and other processes do to a store.
@Suite struct TroubleTests {
    let folder = TemporaryFolder()
    var path: String { "\(folder.path)/w.sqlite" }

    @Test func aLockedStoreIsUnavailable() throws {
        let store = try SQLiteWorkoutStore(path: path, busyTimeout: .milliseconds(20))
        try store.record(Upload(name: "1", asOf: "", workouts: [.run("t:1")]))
        let other = try Database(path: path, mode: .readWrite, busyTimeout: .zero)
        try other.execute("BEGIN IMMEDIATE")
        let error = #expect(throws: PipelineError.self) {
            try store.record(Upload(name: "2", asOf: "", workouts: [.run("t:2")]))
        }
        #expect(error?.name == .storeUnavailable)
        #expect(error?.name.isTransient == true)
        // Reading goes on, also for a store that is opened now.
        #expect(try store.contents().count == 1)
        #expect(try SQLiteWorkoutStore(path: path, mode: .readOnly).contents().count == 1)
        try other.execute("ROLLBACK")
        #expect(try store.record(Upload(name: "2", asOf: "", workouts: [.run("t:2")])).counts.new == 1)
    }

    @Test func aFullDiskLeavesWhatWasThere() throws {
        let store = try SQLiteWorkoutStore(path: path)
        try store.record(Upload(name: "1", asOf: "", workouts: [.run("t:1")]))
        let before = try store.contents()
        let pages = try store.database.integer("PRAGMA page_count") ?? 0
        try store.database.execute("PRAGMA max_page_count = \(pages + 4)")
        let many = (2...5000).map { Workout.run("t:\($0)", rows: [$0]) }
        let error = #expect(throws: PipelineError.self) {
            try store.record(Upload(name: "2", asOf: "", workouts: many))
        }
        #expect(error?.name == .storeUnusable)
        #expect(error?.code == "no_space")
        #expect(try store.contents() == before)
        try store.database.execute("PRAGMA max_page_count = 1000000")
        #expect(try store.record(Upload(name: "2", asOf: "", workouts: many)).counts.new == 4999)
    }

    @Test(arguments: [
        ("no database at all, just text that is long enough to be read as a header of one", "damaged"),
        ("SQLite format 3\0garbage follows, which has nothing to do with pages or tables at all........", "damaged"),
    ])
    func whatIsNoStoreIsUnusable(_ content: String, code: String) throws {
        try LocalObjectStore(root: folder.path).put("w.sqlite", Array(String(repeating: content, count: 20).utf8))
        for mode in [SQLiteWorkoutStore.Mode.readWrite, .readOnly] {
            let error = #expect(throws: PipelineError.self) { try SQLiteWorkoutStore(path: path, mode: mode) }
            #expect(error?.name == .storeUnusable)
            #expect(error?.code == code)
        }
    }

    @Test func aForeignDatabaseIsLeftAlone() throws {
        let other = try Database(path: path, mode: .readWrite, busyTimeout: .zero)
        try other.execute("CREATE TABLE theirs(x)")
        let error = #expect(throws: PipelineError.self) { try SQLiteWorkoutStore(path: path) }
        #expect(error?.code == "not_a_store")
        #expect(try other.integer("SELECT count(*) FROM sqlite_schema") == 1)
    }

    @Test func aNewerSchemaIsRefused() throws {
        try SQLiteWorkoutStore(path: path).database.execute("PRAGMA user_version = 99")
        for mode in [SQLiteWorkoutStore.Mode.readWrite, .readOnly] {
            let error = #expect(throws: PipelineError.self) { try SQLiteWorkoutStore(path: path, mode: mode) }
            #expect(error?.name == .storeUnusable)
            #expect(error?.code == "newer_schema")
        }
    }

    @Test func damageInTheMiddleIsFoundAndSaid() throws {
        do {
            let store = try SQLiteWorkoutStore(path: path)
            try store.record(Upload(name: "1", asOf: "", workouts: (1...2000).map { .run("t:\($0)") }))
        }
        let file = open(path, O_WRONLY)
        let garbage = [UInt8](repeating: 0xFF, count: 8192)
        for page in 3...60 { pwrite(file, garbage, garbage.count, off_t(page * 8192)) }
        close(file)
        let error = #expect(throws: PipelineError.self) { try SQLiteWorkoutStore(path: path).contents() }
        #expect(error?.name == .storeUnusable)
        #expect(error?.code == "damaged")
    }

    @Test func aStoreThatIsNotThereYetIsEmptyAndNotMade() throws {
        let store = try SQLiteWorkoutStore(path: path, mode: .readOnly)
        #expect(try store.contents().isEmpty)
        #expect(try store.imports(user: nil).isEmpty)
        #expect(access(path, F_OK) != 0)
    }

    @Test func aFileWithoutContentIsAnEmptyStore() throws {
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        let store = try SQLiteWorkoutStore(path: path, mode: .readOnly)
        #expect(try store.contents().isEmpty)
        #expect(FileTree.contents(of: folder.path).mapValues(\.count) == ["w.sqlite": 0])
        #expect(try SQLiteWorkoutStore(path: path).contents().isEmpty)
        #expect(try SQLiteWorkoutStore(path: path, mode: .readOnly).contents().isEmpty)
    }

    @Test(arguments: [SQLiteWorkoutStore.Mode.readWrite, .readOnly])
    func aFolderInTheWayIsNamed(_ mode: SQLiteWorkoutStore.Mode) throws {
        mkdir(path, 0o700)
        let error = #expect(throws: PipelineError.self) { try SQLiteWorkoutStore(path: path, mode: mode) }
        #expect(error?.name == .storeUnusable)
        #expect(error?.code == "in_the_way")
        #expect(error?.message.contains("\(path) is a folder") == true)
    }

    @Test func lookingLeavesTheFolderAsItWas() throws {
        do {
            let store = try SQLiteWorkoutStore(path: path)
            try store.record(Upload(name: "1", asOf: "", workouts: (1...200).map { .run("t:\($0)") }))
            try store.record(Upload(name: "2", asOf: "", workouts: [.run("t:1000")]))
        }
        let before = FileTree.contents(of: folder.path)
        #expect(before.keys.sorted() == ["w.sqlite"])
        do { #expect(try SQLiteWorkoutStore(path: path, mode: .readOnly).contents().count == 201) }
        #expect(FileTree.contents(of: folder.path) == before)
        do {
            let first = try SQLiteWorkoutStore(path: path, mode: .readOnly)
            let second = try SQLiteWorkoutStore(path: path, mode: .readOnly)
            #expect(try first.contents() == second.contents())
        }
        #expect(FileTree.contents(of: folder.path) == before)
    }

    @Test func aSnapshotIsAStoreOfItsOwn() throws {
        let store = try SQLiteWorkoutStore(path: path)
        try store.record(Upload(name: "1", asOf: "", workouts: [.run("t:1")]))
        let copyPath = "\(folder.path)/copy.sqlite"
        try SQLiteWorkoutStore(path: path, mode: .readOnly).snapshot(to: copyPath)
        let copy = try SQLiteWorkoutStore(path: copyPath)
        try copy.record(Upload(name: "2", asOf: "", workouts: [.run("t:2")]))
        #expect(try copy.contents().count == 2)
        #expect(try store.contents().count == 1)
    }

    @Test func aFolderNobodyCanWriteToIsReadAsItStands() throws {
        let path = "\(folder.path)/odd name?#%.sqlite"
        do { try SQLiteWorkoutStore(path: path).record(Upload(name: "1", asOf: "", workouts: [.run("t:1")])) }
        let database = try Database(path: path, mode: .immutable, busyTimeout: .zero)
        #expect(try database.integer("SELECT count(*) FROM workouts") == 1)
    }

    @Test func aReadOnlyStoreRefusesToWrite() throws {
        do { try SQLiteWorkoutStore(path: path).record(Upload(name: "1", asOf: "", workouts: [])) }
        let store = try SQLiteWorkoutStore(path: path, mode: .readOnly)
        let error = #expect(throws: PipelineError.self) {
            try store.record(Upload(name: "2", asOf: "", workouts: [.run("t:1")]))
        }
        #expect(error?.name == .storeUnusable)
        #expect(error?.code == "read_only")
    }

    /// Two imports at once wait for each other, and neither loses anything.
    @Test func twoConnectionsTakeTurns() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Int.self) { group in
            for name in ["a", "b", "c", "d"] {
                group.addTask {
                    let workouts = (1...300).map { Workout.run("t:\($0)", [.distance: 1000], rows: [$0]) }
                    let store = try SQLiteWorkoutStore(path: path, busyTimeout: .seconds(30))
                    return try store.record(Upload(name: name, asOf: "", workouts: workouts)).counts.new
                }
            }
            var new = 0
            for try await count in group { new += count }
            #expect(new == 300)
        }
        let store = try SQLiteWorkoutStore(path: path, mode: .readOnly)
        #expect(try store.imports(user: "me").map(\.number) == [4, 3, 2, 1])
        #expect(try store.contents().count == 300)
    }

    @Test(arguments: [
        (ENOSPC, ErrorName.objectsUnusable), (EDQUOT, .objectsUnusable), (EACCES, .objectsUnusable),
        (EROFS, .objectsUnusable), (ENOENT, .uploadNotFound), (EIO, .objectsUnavailable), (EMFILE, .objectsUnavailable),
    ])
    func systemErrorsHaveNames(_ number: Int32, name: ErrorName) {
        #expect(FileFailure.error(number, "write", "/x").name == name)
    }

    @Test(arguments: [
        (SQLITE_BUSY, ErrorName.storeUnavailable), (SQLITE_LOCKED, .storeUnavailable), (SQLITE_FULL, .storeUnusable),
        (SQLITE_IOERR | 3 << 8, .storeUnusable), (SQLITE_CORRUPT, .storeUnusable), (SQLITE_NOTADB, .storeUnusable),
        (SQLITE_READONLY, .storeUnusable), (SQLITE_CANTOPEN, .storeUnusable), (SQLITE_ERROR, .internalFailure),
    ])
    func databaseErrorsHaveNames(_ code: Int32, name: ErrorName) {
        #expect(SQLiteFailure.error(code, "", "/x", "start anew").name == name)
    }
}
