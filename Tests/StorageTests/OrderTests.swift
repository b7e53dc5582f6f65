import CSQLite
import JSON
import Storage
import TestSupport
import Testing
import Workouts

@Suite struct OrderTests {
    /// Imports that overlap, complete and contradict each other.
    static let uploads = [
        Upload(
            name: "a", asOf: "2024-01-10",
            workouts: [
                .run("t:1", [.distance: 5000, .energy: 300], title: "Old name", extra: [("Gear", "blue")]),
                .run("t:2", day: 2, [.distance: 8000]),
                .run("t:3", day: 3, [.elapsed: 600], flags: ["unit_assumed"]),
                .lift("t:5", [("Squat", 100, 5)]),
                .run("t:n", day: 4, [.steps: 1], basis: .natural), .run("t:n", day: 4, [.steps: 900], basis: .natural),
            ]),
        Upload(
            name: "b", asOf: "2024-02-10T10:00:00",
            workouts: [
                .run("t:1", [.distance: 5200], title: "New name", extra: [("Shoes", "red")]),
                .run("t:3", day: 3, [.elapsed: 600, .distance: 2500]),
                .run("t:4", day: 4, [.elapsed: 60]),
                .lift("t:5", [("Squat", 120, 5), ("Press", 50, 3)]),
                .run("t:n", day: 4, [.steps: 900], basis: .natural),
            ]),
        Upload(
            name: "c", asOf: "2024-02-10T10:00:01",
            workouts: [
                .run("t:1", [.distance: 5300, .heartRateAverage: 140]),
                .run("t:2", day: 2, [.distance: 8000]),
                .run("t:4", day: 5, [.elapsed: 90]), .run("t:4", day: 5, [.elapsed: 95]),
            ]),
        Upload(
            name: "d", asOf: "", workouts: [.run("t:1", [.distance: 1]), .run("t:6", day: 9), .lift("t:5", [])]),
    ]

    @Test func arrivalOrderDoesNotMatter() throws {
        var expected: [String]?
        for order in permutations(Self.uploads) {
            let folder = TemporaryFolder()
            let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
            for upload in order { try store.record(upload) }
            let contents = try store.contents()
            #expect(contents == expected ?? contents, "in the order \(order)")
            expected = contents
        }
        #expect(expected?.count == 8)
    }

    @Test(arguments: [["first", "second"], ["second", "first"]])
    func ofTwoExportsOfOneAgeTheLaterCounts(_ titles: [String]) throws {
        let folder = TemporaryFolder()
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        for title in titles + titles.prefix(1) {
            let number = try store.imports(user: nil).count
            let result = try store.record(
                Upload(
                    name: "\(title)-\(number)", asOf: "2024-01-10",
                    workouts: [.run("t:1", [.distance: 5000], title: title)]))
            #expect(number == 0 || result.counts.changed == 1)
            #expect(try store.workout("t:1")?.title == title)
        }
    }

    @Test func newerValuesWinAndOlderOnesComplete() throws {
        let folder = TemporaryFolder()
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        for upload in Self.uploads { try store.record(upload) }
        let workout = try #require(try store.workout("t:1"))
        #expect(workout.measures[.distance] == 5300)
        #expect(workout.measures[.heartRateAverage] == 140)
        #expect(workout.measures[.energy] == 300)
        #expect(workout.title == "New name")
        #expect(workout.extra.map(\.name) == ["Shoes", "Gear"])
    }

    /// Undoing each import, whatever else there is, leaves what the others alone make.
    @Test(arguments: [["a"], ["b"], ["c"], ["d"], ["a", "c"], ["b", "d"], ["a", "b", "c", "d"]])
    func undoLeavesWhatTheOthersSay(_ undone: [String]) throws {
        let folder = TemporaryFolder()
        let others = try SQLiteWorkoutStore(path: "\(folder.path)/others.sqlite")
        for upload in Self.uploads where !undone.contains(upload.name) { try others.record(upload) }
        // Some of the orders: every import is a sync of the disk.
        for order in permutations(Self.uploads).enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
            let store = try SQLiteWorkoutStore(path: "\(folder.path)/\(order.map(\.name).joined()).sqlite")
            for upload in order { try store.record(upload) }
            for name in undone {
                let found = try #require(try store.storedImport("run-\(name)"))
                let outcome = try store.undo(importNumber: found.number, force: true, at: "2026-02-01T00:00:00Z")
                guard case .undone = outcome else {
                    Issue.record("not undone: \(outcome)")
                    return
                }
            }
            #expect(try store.contents() == others.contents(), "in the order \(order)")
            #expect(
                try bests(in: "\(folder.path)/\(order.map(\.name).joined()).sqlite")
                    == bests(in: "\(folder.path)/others.sqlite"))
        }
    }

    @Test func anUndoneImportCanComeBack() throws {
        let folder = TemporaryFolder()
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        for upload in Self.uploads { try store.record(upload) }
        let before = try store.contents()
        _ = try store.undo(importNumber: 2, force: true, at: "2026-02-01T00:00:00Z")
        #expect(try store.findImport(user: "me", importKey: "key-b")?.number == nil)
        var again = Self.uploads[1].draft
        again.id = "run-b-2"
        _ = try store.record(again, lines: Self.uploads[1].lines)
        #expect(try store.contents() == before)
        #expect(try store.findImport(user: "me", importKey: "key-b")?.number == 5)
    }

    private func bests(in path: String) throws -> [String] {
        var handle: OpaquePointer?
        sqlite3_open(path, &handle)
        defer { sqlite3_close(handle) }
        var statement: OpaquePointer?
        sqlite3_prepare_v2(handle, "SELECT kind || subject || value FROM bests ORDER BY 1", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        var rows: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        }
        return rows
    }
}
