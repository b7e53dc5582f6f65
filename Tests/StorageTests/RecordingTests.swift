import Failures
import JSON
import TestSupport
import Testing
import Workouts

@testable import Storage

@Suite struct RecordingTests {
    let folder = TemporaryFolder()
    func store() throws -> SQLiteWorkoutStore { try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite") }

    @Test func effectsAndFields() throws {
        let store = try store()
        let first = try store.record(
            Upload(
                name: "1", asOf: "2024-01-02",
                workouts: [.run("t:1", title: "A"), .run("t:2", extra: [("Gear", "x")]), .run("t:3")]))
        #expect(first.counts.new == 3)
        let second = try store.record(
            Upload(
                name: "2", asOf: "2024-01-03",
                workouts: [
                    .run("t:1", [.distance: 5100, .energy: 10], title: "B"), .run("t:2", extra: [("Gear", "y")]),
                    .run("t:3"), .run("t:4"),
                ]))
        #expect(second.counts == .init(new: 1, changed: 1, unchanged: 2))
        #expect(
            second.changes.map(\.json) == [
                ["key": "t:1", "effect": "changed", "fields": ["title", "distance_m", "energy_kcal"]],
                ["key": "t:4", "effect": "new", "fields": []],
            ])
        let older = try store.record(
            Upload(name: "0", asOf: "2024-01-01", workouts: [.run("t:1", [.distance: 1], title: "Z"), .run("t:3")]))
        #expect(older.counts == .init(unchanged: 2, superseded: 1))
        var changes: [WorkoutChange] = []
        try store.changes(ofImport: older.number) {
            changes.append($0); return true
        }
        #expect(changes.map(\.fields) == [["title", "distance_m"]])
        #expect(try store.workout("t:2")?.extra.first?.value == "y")
    }

    @Test func aRerunGivesTheStoredResult() throws {
        let store = try store()
        let upload = Upload(name: "1", asOf: "2024-01-02", workouts: [.run("t:1"), .lift("t:2", [("Squat", 100, 3)])])
        let first = try store.record(upload)
        var emptied = upload
        emptied.workouts = []
        #expect(try store.record(emptied) == first)
        #expect(try store.imports(user: nil).count == 1)
        #expect(
            first.personalRecords.map(\.json.description) == [
                #"{"kind":"farthest","activity":"run","value":5000,"unit":"m","workout":"t:1","date":"2024-01-01","previous":null}"#,
                #"{"kind":"one_rep_max","exercise":"Squat","value":110,"unit":"kg","workout":"t:2","date":"2024-01-01","previous":null}"#,
            ])
    }

    @Test func aFailureInTheMiddleStoresNothing() throws {
        let store = try store()
        try store.record(Upload(name: "1", asOf: "2024-01-02", workouts: [.run("t:1")]))
        let before = try store.contents()
        let text = Workout.run("t:2").canonicalText(includingRows: true) + Array("\n{\"no\":\"record\"}\n".utf8)
        let draft = Upload(name: "2", asOf: "", workouts: []).draft
        #expect(throws: PipelineError.self) {
            try store.record(draft, lines: ObjectLines(BytesReader(text)))
        }
        #expect(try store.contents() == before)
        #expect(try store.imports(user: nil).count == 1)
        #expect(try store.record(Upload(name: "3", asOf: "", workouts: [])).number == 2)
    }

    @Test func identicalRecordsOfOneFileCountOnce() throws {
        let result = try store().record(
            Upload(
                name: "1", asOf: "2024-01-02",
                workouts: [
                    .run("t:1", rows: [2, 3]), .run("t:1", rows: [4, 5], flags: ["x"]), .run("t:2", rows: [6]),
                    .run("t:1", rows: [7]),
                ]))
        #expect(result.counts == .init(new: 2, duplicateRows: 3, duplicateRecords: 2))
        #expect(result.firstDuplicateLines == [4, 5, 7])
    }

    @Test func theLastVersionOfANativeKeyWins() throws {
        let store = try store()
        try store.record(Upload(name: "0", asOf: "2024-01-01", workouts: [.run("t:1", [.distance: 1000])]))
        let result = try store.record(
            Upload(
                name: "1", asOf: "2024-01-02",
                workouts: [
                    .run("t:1", [.distance: 2000], rows: [2]), .run("t:1", [.distance: 3000], rows: [3, 4]),
                    .run("t:1", [.distance: 1000], rows: [5]), .run("t:2", rows: [6]), .run("t:2", [:], rows: [7]),
                ]))
        // The last version of t:1 is what was stored; so nothing has changed in the end.
        #expect(
            result.counts
                == .init(
                    new: 1, unchanged: 1, duplicateRows: 4, duplicateRecords: 3, conflictingRows: 2, newlyFlagged: 2))
        #expect(try store.workout("t:1")?.measures[.distance] == 1000)
        #expect(try store.workout("t:1")?.flags == ["conflicting_duplicate"])
        #expect(try store.workout("t:2")?.measures[.distance] == nil)
        #expect(result.personalRecords.isEmpty)
    }

    @Test func differentRecordsOfANaturalKeyGetOrdinals() throws {
        let store = try store()
        let upload = Upload(
            name: "1", asOf: "2024-01-02",
            workouts: [
                .run("t:d", [.distance: 1], basis: .natural), .run("t:d", [.distance: 2], basis: .natural),
                .run("t:d", [.distance: 3], basis: .natural), .run("t:d", [.distance: 2], basis: .natural, rows: [9]),
                .run("t:d", [.distance: 1], basis: .natural, rows: [10]),
            ])
        let result = try store.record(upload)
        #expect(result.counts == .init(new: 3, duplicateRows: 2, duplicateRecords: 2))
        #expect(result.firstDuplicateLines == [9, 10])
        #expect(try store.workouts(named: "t:d#", user: "me").map(\.key) == ["t:d#2", "t:d#3"])
        #expect(try store.workout("t:d#3")?.keyBasis == .ordinal)
        var again = upload
        again.name = "2"
        #expect(try store.record(again).counts == .init(unchanged: 3, duplicateRows: 2, duplicateRecords: 2))
    }

    @Test func personalRecordsBeatWhatWasThere() throws {
        let store = try store()
        try store.record(
            Upload(name: "1", asOf: "2024-01-01", workouts: [.run("t:1", [.distance: 5000, .speedAverage: 3])]))
        let second = try store.record(
            Upload(
                name: "2", asOf: "2024-01-02",
                workouts: [
                    .run("t:2", [.distance: 9000, .speedAverage: 14]), .run("t:3", [.distance: 8000, .elapsed: 60]),
                    .run("t:4", [.distance: 900, .speedAverage: 5]), .run("t:5", [.distance: 1000, .speedAverage: 4]),
                ]))
        let found = second.personalRecords.map { "\($0.kind) \($0.value) \($0.workout) \($0.previous ?? -1)" }
        #expect(found == ["farthest 9000.0 t:2 5000.0", "fastest 4.0 t:5 3.0", "longest 60.0 t:3 -1.0"])
        // A correction downwards gives the place back and sets no record.
        let third = try store.record(
            Upload(name: "3", asOf: "2024-01-03", workouts: [.run("t:2", [.distance: 10])]))
        #expect(third.personalRecords.isEmpty)
        let fourth = try store.record(Upload(name: "4", asOf: "2024-01-04", workouts: [.run("t:6", [.distance: 8001])]))
        #expect(fourth.personalRecords.map(\.previous) == [8000])
    }

    @Test func usersDoNotMix() throws {
        let store = try store()
        try store.record(Upload(name: "1", asOf: "2024-01-01", workouts: [.run("t:1")]))
        var draft = Upload(name: "2", asOf: "2024-01-01", workouts: []).draft
        draft.user = "you"
        let result = try store.record(draft, lines: Upload(name: "", asOf: "", workouts: [.run("t:1")]).lines)
        #expect(result.counts.new == 1)
        #expect(try store.workouts(named: "t:1", user: nil).map(\.user).sorted() == ["me", "you"])
        #expect(try store.workouts(named: "t:", user: "you").count == 1)
    }
}
