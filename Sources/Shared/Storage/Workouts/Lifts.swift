import Failures
import SQLite
import Workouts

/// The best estimated one-repetition maxima, by workout and exercise, and the bests among them.
final class Lifts {
    private let bests: BestsTable
    private let select: Statement
    private let insert: Statement
    private let delete: Statement
    private let top: Statement

    init(_ database: Database, bests: BestsTable) throws(PipelineError) {
        self.bests = bests
        select = try Statement(database, "SELECT exercise FROM lifts WHERE workout = ?1")
        insert = try Statement(
            database, "INSERT INTO lifts(workout, exercise, user, one_rep_max_kg) VALUES(?1, ?2, ?3, ?4)")
        delete = try Statement(database, "DELETE FROM lifts WHERE workout = ?1")
        top = try Statement(
            database,
            """
            SELECT one_rep_max_kg, workout FROM lifts WHERE user = ?1 AND exercise = ?2
              ORDER BY one_rep_max_kg DESC, workout LIMIT 1
            """)
    }

    /// Replaces the lifts of a workout.
    ///
    /// - Parameters:
    ///   - maxima: Kilograms by exercise; empty for a workout that is gone.
    ///   - importNumber: The import that is credited with a best it sets.
    func replace(
        user: Int64, workout: Int64, with maxima: [String: Double], by importNumber: Int64?
    ) throws(PipelineError) {
        let before = try exercises(of: workout)
        if !before.isEmpty { try delete.bind(1, workout).run() }
        let sorted = maxima.sorted { $0.key < $1.key }
        for (exercise, value) in sorted {
            try insert.bind(1, workout).bind(2, exercise).bind(3, user).bind(4, value).run()
        }
        for exercise in before {
            guard let best = try bests.current(user: user, .oneRepMax, exercise), best.workout == workout,
                maxima[exercise] ?? 0 < best.value
            else { continue }
            try bests.lower(user: user, .oneRepMax, exercise, to: try topLift(user: user, exercise))
        }
        for (exercise, value) in sorted {
            try bests.improve(
                user: user, .oneRepMax, exercise, to: .init(value: value, workout: workout), by: importNumber)
        }
    }

    private func exercises(of workout: Int64) throws(PipelineError) -> [String] {
        select.bind(1, workout)
        defer { select.reset() }
        var exercises: [String] = []
        while try select.step() { exercises.append(select.text(0) ?? "") }
        return exercises
    }

    private func topLift(user: Int64, _ exercise: String) throws(PipelineError) -> BestsTable.Best? {
        top.bind(1, user).bind(2, exercise)
        defer { top.reset() }
        guard try top.step() else { return nil }
        return BestsTable.Best(value: top.double(0) ?? 0, workout: top.int64(1))
    }
}
