import Failures
import JSON
import SQLite
import Workouts

/// Writes what workouts are now, with everything that follows from it.
final class Settler {
    /// What settling a workout anew came to.
    enum Outcome {
        /// No active import holds it.
        case gone
        /// It is what it was.
        case same
        /// It is another version now.
        case different
    }

    let workouts: WorkoutTable
    let sightings: SightingTable
    let bests: BestsTable
    let endurance: EnduranceBests
    private let lifts: Lifts
    private let user: Int64
    /// The import that is credited with personal records; nil for an undo.
    private let importNumber: Int64?

    init(_ database: Database, user: Int64, importNumber: Int64?) throws(PipelineError) {
        self.user = user
        self.importNumber = importNumber
        workouts = try WorkoutTable(database)
        sightings = try SightingTable(database)
        bests = try BestsTable(database)
        endurance = try EnduranceBests(database, table: bests, user: user)
        lifts = try Lifts(database, bests: bests)
    }

    /// Adds a workout with its record, unless there is one of this key.
    ///
    /// - Returns: What was added; nil where the key is taken.
    func add(_ line: RecordLine) throws(PipelineError) -> (workout: Int64, record: Int64)? {
        guard let added = try workouts.add(user: user, line) else { return nil }
        endurance.note(added.workout, line, isNew: true)
        if line.hasSets { try noteLifts(added.workout, line) }
        return added
    }

    /// Makes a stored record the current one of a workout.
    func set(_ row: WorkoutTable.Row, to line: RecordLine, record: Int64) throws(PipelineError) {
        try workouts.set(row.id, line, record: record)
        if let before = row.record, before != record { try workouts.dropRecordIfUnseen(before, of: row.id) }
        endurance.note(row.id, line, isNew: false)
        try noteLifts(row.id, line)
    }

    /// Makes a workout what its active sightings say.
    func settle(_ row: WorkoutTable.Row) throws(PipelineError) -> Outcome {
        let versions = try sightings.versions(of: row.id)
        if let only = versions.first, versions.count == 1, only.record == row.record { return .same }
        guard let merged = Merge.merge(versions, try Merge.decode(versions)) else {
            try workouts.clear(row.id)
            if let before = row.record { try workouts.dropRecordIfUnseen(before, of: row.id) }
            endurance.note(row.id, nil, isNew: false)
            try lifts.replace(user: user, workout: row.id, with: [:], by: importNumber)
            return .gone
        }
        return try set(row, to: merged, amongst: versions) ? .different : .same
    }

    /// Makes a merged workout the current one.
    ///
    /// - Parameter versions: The versions it was made of; it is often the same as one of them.
    /// - Returns: Whether it is another than before.
    func set(
        _ row: WorkoutTable.Row, to merged: Workout, amongst versions: [Version]
    ) throws(PipelineError) -> Bool {
        let text = merged.canonicalText(includingRows: false)
        let line = try RecordLine(text[...])
        if line.hash == row.hash, row.record != nil { return false }
        let stored = versions.first { $0.text == text }?.record
        let record = if let stored { stored } else { try workouts.addRecord(text) }
        try set(row, to: line, record: record)
        return true
    }

    private func noteLifts(_ workout: Int64, _ line: RecordLine) throws(PipelineError) {
        let maxima = line.hasSets ? try Merge.decode(line.text).estimatedOneRepMaxima : [:]
        try lifts.replace(user: user, workout: workout, with: maxima, by: importNumber)
    }
}
