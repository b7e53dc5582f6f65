public import Failures
import SQLite

extension SQLiteWorkoutStore {
    public func undo(importNumber: Int, force: Bool, at time: String) throws(PipelineError) -> UndoOutcome {
        try database.transaction { () throws(PipelineError) -> UndoOutcome in
            let find = try Statement(database, "SELECT user, undone_at IS NOT NULL FROM imports WHERE number = ?1")
            guard try find.bind(1, importNumber).step() else { return .notFound }
            if find.int(1) == 1 { return .alreadyUndone }
            if !force, let refusal = try refusal(toUndo: importNumber) { return .refused(refusal) }
            let mark = try Statement(database, "UPDATE imports SET undone_at = ?2 WHERE number = ?1")
            try mark.bind(1, importNumber).bind(2, time).run()
            return .undone(try settleWorkouts(ofImport: importNumber, user: find.int64(0)))
        }
    }

    private func refusal(toUndo importNumber: Int) throws(PipelineError) -> UndoRefusal? {
        let statement = try Statement(
            database,
            """
            SELECT w.key, later.import, later.fields
              FROM sightings own
                JOIN sightings later ON later.workout = own.workout AND later.import > own.import
                JOIN imports i ON i.number = later.import
                JOIN workouts w ON w.id = own.workout
              WHERE own.import = ?1 AND own.effect IN (1, 2) AND later.effect = 2 AND i.undone_at IS NULL
              ORDER BY w.key, later.import
            """)
        statement.bind(1, importNumber)
        var refusal = UndoRefusal(count: 0, conflicts: [])
        var last: String?
        while try statement.step() {
            let key = statement.text(0) ?? ""
            if key != last { refusal.count += 1 }
            last = key
            guard refusal.conflicts.count < 20 else { continue }
            refusal.conflicts.append(
                .init(
                    key: key, importNumber: statement.int(1),
                    fields: statement.text(2)?.split(separator: " ").map(String.init) ?? []))
        }
        return refusal.count == 0 ? nil : refusal
    }

    /// Makes every workout that the import held what the remaining imports say.
    private func settleWorkouts(ofImport importNumber: Int, user: Int64) throws(PipelineError) -> UndoSummary {
        let settler = try Settler(database, user: user, importNumber: nil)
        let select = try Statement(
            database,
            """
            SELECT w.id, w.record, w.hash FROM sightings s JOIN workouts w ON w.id = s.workout
              WHERE s.import = ?1 AND s.workout > ?2 ORDER BY s.workout LIMIT 1
            """)
        var summary = UndoSummary()
        var last: Int64 = -1
        // One at a time: a statement must not walk over rows that are being changed.
        while try select.bind(1, importNumber).bind(2, last).step() {
            let record: Int64? = select.isNull(1) ? nil : select.int64(1)
            let row = WorkoutTable.Row(id: select.int64(0), record: record, hash: select.int64(2))
            select.reset()
            last = row.id
            switch try settler.settle(row) {
            case .gone: summary.removed += 1
            case .different: summary.restored += 1
            case .same: summary.kept += 1
            }
        }
        try settler.endurance.finish(by: nil)
        return summary
    }
}
