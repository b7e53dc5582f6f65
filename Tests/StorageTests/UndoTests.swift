import TestSupport
import Testing
import Workouts

@testable import Storage

@Suite struct UndoTests {
    let folder = TemporaryFolder()

    @Test func refusesWhereALaterImportChangedTheSame() throws {
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        try store.record(Upload(name: "1", asOf: "2024-01-01", workouts: [.run("t:1"), .run("t:2"), .run("t:3")]))
        try store.record(
            Upload(name: "2", asOf: "2024-01-02", workouts: [.run("t:1", [.distance: 6000]), .run("t:2"), .run("t:4")]))
        let before = try store.contents()
        let time = "2026-02-01T00:00:00Z"
        #expect(
            try store.undo(importNumber: 1, force: false, at: time)
                == .refused(
                    .init(count: 1, conflicts: [.init(key: "t:1", importNumber: 2, fields: ["distance_m"])])))
        #expect(try store.contents() == before)
        #expect(try store.undo(importNumber: 9, force: false, at: time) == .notFound)
        #expect(
            try store.undo(importNumber: 2, force: false, at: time)
                == .undone(.init(removed: 1, restored: 1, kept: 1)))
        #expect(try store.undo(importNumber: 2, force: false, at: time) == .alreadyUndone)
        #expect(try store.imports(user: "me").map(\.undoneAt) == [time, nil])
        #expect(
            try store.undo(importNumber: 1, force: false, at: time)
                == .undone(.init(removed: 3, restored: 0, kept: 0)))
        #expect(try store.contents().isEmpty)
    }

    @Test func whatAnotherImportHoldsStays() throws {
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        try store.record(Upload(name: "1", asOf: "2024-01-01", workouts: [.run("t:1"), .run("t:2")]))
        try store.record(Upload(name: "2", asOf: "2024-01-02", workouts: [.run("t:1")]))
        let outcome = try store.undo(importNumber: 1, force: false, at: "2026-02-01T00:00:00Z")
        #expect(outcome == .undone(.init(removed: 1, restored: 0, kept: 1)))
        #expect(try store.workout("t:1") != nil)
        #expect(try store.workout("t:2") == nil)
    }
}
