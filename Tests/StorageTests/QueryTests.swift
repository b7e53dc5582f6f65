import TestSupport
import Testing
import Workouts

@testable import Storage

@Suite struct QueryTests {
    let folder = TemporaryFolder()

    private func store() throws -> SQLiteWorkoutStore {
        let store = try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite")
        var ride = Workout.run("t:r", day: 8, [.distance: 20_000, .elapsed: 3600, .energy: 500])
        ride.activity = .ride
        ride.startLocal.secondOfDay = 36_000
        ride.startLocal.precision = .minute
        try store.record(
            Upload(
                name: "1", asOf: "2024-01-31",
                workouts: [.run("t:1", day: 1), .run("t:2", day: 7), ride, .run("t:%_", day: 31, title: "Long")]))
        return store
    }

    private func keys(_ change: (inout WorkoutFilter) -> Void) throws -> [String] {
        var filter = WorkoutFilter()
        change(&filter)
        var keys: [String] = []
        try store().workouts(filter) {
            keys.append($0.key); return true
        }
        return keys
    }

    @Test func filters() throws {
        #expect(try keys { _ in } == ["t:%_", "t:r", "t:2", "t:1"])
        #expect(
            try keys {
                $0.newestFirst = false; $0.limit = 2
            } == ["t:1", "t:2"])
        #expect(
            try keys {
                $0.from = "2024-01-07"; $0.to = "2024-01-08"
            } == ["t:r", "t:2"])
        #expect(try keys { $0.activity = "ride" } == ["t:r"])
        #expect(try keys { $0.format = "other" } == [])
        #expect(try keys { $0.user = "nobody" } == [])
    }

    @Test func theCallbackStopsTheWalk() throws {
        var seen = 0
        try store().workouts(WorkoutFilter()) { _ in
            seen += 1; return seen < 2
        }
        #expect(seen == 2)
    }

    @Test(arguments: [("t:r", ["t:r"]), ("t:", ["t:%_", "t:1", "t:2", "t:r"]), ("t:%", ["t:%_"]), ("x", [])])
    func keysByTheirBeginning(_ name: String, keys: [String]) throws {
        #expect(try store().workouts(named: name, user: nil).map(\.key) == keys)
    }

    @Test func summaries() throws {
        let store = try store()
        let weeks = try store.summary(WorkoutFilter(), by: .week).map { "\($0.period) \($0.activity) \($0.count)" }
        #expect(weeks == ["2024-W01 run 2", "2024-W02 ride 1", "2024-W05 run 1"])
        let months = try store.summary(WorkoutFilter(), by: .month)
        #expect(
            months == [
                .init(period: "2024-01", activity: "ride", count: 1, distance: 20_000, elapsed: 3600, energy: 500),
                .init(period: "2024-01", activity: "run", count: 3, distance: 15_000, elapsed: 0, energy: 0),
            ])
        #expect(try store.summary(WorkoutFilter(), by: .year).map(\.period) == ["2024", "2024"])
    }

    @Test func importsByNumberAndID() throws {
        let store = try store()
        try store.record(Upload(name: "12", asOf: "", workouts: []))
        #expect(try store.storedImport("1")?.draft.fileName == "1.csv")
        #expect(try store.storedImport("run-12")?.number == 2)
        #expect(try store.storedImport("run-1")?.number == 1)
        #expect(try store.storedImport("run-")?.number == nil)
        #expect(try store.storedImport("")?.number == nil)
        #expect(try store.findImport(user: "me", importKey: "key-12")?.number == 2)
        #expect(try store.findImport(user: "you", importKey: "key-12")?.number == nil)
    }

    @Test func sightingsTellWhereAWorkoutCameFrom() throws {
        let store = try store()
        try store.record(Upload(name: "2", asOf: "2024-02-01", workouts: [.run("t:1", day: 2, rows: [7, 8])]))
        let workout = try #require(try store.workouts(named: "t:1", user: nil).first)
        let sightings = try store.sightings(of: workout)
        #expect(sightings.map(\.lines) == ["7,8", "2"])
        #expect(sightings.map(\.fields) == [["start_local"], []])
    }
}
