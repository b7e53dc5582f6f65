import Failures
import JSON
import SQLite
import Workouts

/// Compares the records of one import with the store, one line at a time, and writes what they mean.
final class ImportRecorder {
    private let draft: ImportDraft
    private let number: Int64
    private let user: Int64
    private let settler: Settler
    private let repeats: RepeatedKeys
    /// Whether the record before was of a workout that was never stored.
    private var expectsNew = true
    private(set) var counts = ImportResult.Counts()
    private(set) var duplicateLines = FirstLines()
    private(set) var conflictingLines = FirstLines()

    init(
        _ database: Database, _ draft: ImportDraft, number: Int64, user: Int64, isFirst: Bool
    ) throws(PipelineError) {
        self.draft = draft
        self.number = number
        self.user = user
        settler = try Settler(database, user: user, importNumber: number)
        repeats = try RepeatedKeys(database)
        if isFirst { try settler.sightings.deferIndex() }
    }

    /// Takes in one canonical record as text.
    func add(_ text: ArraySlice<UInt8>) throws(PipelineError) {
        try add(RecordLine(text))
    }

    /// Ends the import.
    ///
    /// - Returns: The personal records it set.
    func finish() throws(PipelineError) -> [PersonalRecord] {
        try settler.sightings.makeIndex()
        try settler.endurance.finish(by: number)
        return try settler.bests.records(user: user, setBy: number)
    }

    private func add(_ line: RecordLine) throws(PipelineError) {
        // New workouts come in runs, and adding one finds out as well whether it is there.
        if expectsNew, try addNew(line) { return }
        guard let row = try settler.workouts.row(user: user, key: line.key) else {
            expectsNew = try addNew(line)
            return
        }
        expectsNew = false
        if let record = row.record, row.hash == line.hash {
            // The usual case on a later upload: the same text. The insert also tells whether this file held it before.
            if try settler.sightings.add(number, row.id, record: record, .unchanged, lines: line.rows) {
                counts.count(.unchanged)
            } else if let own = try settler.sightings.row(number, row.id) {
                try addRepeated(line, row, own)
            }
        } else if let own = try settler.sightings.row(number, row.id) {
            try addRepeated(line, row, own)
        } else {
            try addVersion(line, row)
        }
    }

    /// Adds a workout that was never stored.
    ///
    /// - Returns: Whether it was added; false where the key is taken.
    private func addNew(_ line: RecordLine) throws(PipelineError) -> Bool {
        guard let (workout, record) = try settler.add(line) else { return false }
        _ = try settler.sightings.add(number, workout, record: record, .new, lines: line.rows)
        counts.count(.new)
        return true
    }

    /// A version of a stored workout that differs from the current one.
    private func addVersion(_ line: RecordLine, _ row: WorkoutTable.Row) throws(PipelineError) {
        var versions = try settler.sightings.versions(of: row.id)
        let known = versions.first { $0.text == line.text }?.record
        let record = if let known { known } else { try settler.workouts.addRecord(line.text) }
        versions.append(Version(asOf: draft.asOf, importNumber: number, text: line.text, record: record))
        let decoded = try Merge.decode(versions)
        guard let merged = Merge.merge(versions, decoded), let own = decoded[record] else { return }
        var effect = Effect.new
        var fields: [String] = []
        if let current = row.record {
            // What a workout is now is often one of its versions just so.
            let known = decoded[current]
            let present = if let known { known } else { try Merge.decode(settler.workouts.text(record: current)) }
            (effect, fields) = Self.effect(of: own, merged, present: present)
        }
        // The sighting comes first: settling drops records that no sighting holds.
        _ = try settler.sightings.add(number, row.id, record: record, effect, fields: fields, lines: line.rows)
        _ = try settler.set(row, to: merged, amongst: versions)
        counts.count(effect)
    }

    private static func effect(of own: Workout, _ merged: Workout, present: Workout) -> (Effect, [String]) {
        let changed = merged.differences(from: present)
        if !changed.isEmpty { return (.changed, changed) }
        let superseded = own.differences(from: merged)
        return superseded.isEmpty ? (.unchanged, []) : (.superseded, superseded)
    }

    /// A record whose key this file has held before.
    private func addRepeated(
        _ line: RecordLine, _ row: WorkoutTable.Row, _ own: SightingTable.Row
    ) throws(PipelineError) {
        var workout = try Merge.decode(line.text)
        let earlier = try Merge.decode(settler.workouts.text(record: own.record))
        let content = Merge.contentHash(workout)
        if content == Merge.contentHash(earlier) {
            countDuplicate(rows: line.rows)
        } else if workout.keyBasis == .native {
            try replace(earlier, own, row, by: &workout, line.rows)
        } else {
            _ = try repeats.note(Merge.contentHash(earlier), under: row.id)
            guard try repeats.note(content, under: row.id) else { return countDuplicate(rows: line.rows) }
            workout.key += "#\(try repeats.nextOrdinal(of: row.id))"
            workout.keyBasis = .ordinal
            try add(Self.line(of: workout, rows: line.rows))
        }
    }

    /// The vendor's id says it is one workout, so the last version in the file is the one that counts.
    private func replace(
        _ earlier: Workout, _ own: SightingTable.Row, _ row: WorkoutTable.Row, by workout: inout Workout,
        _ rows: ArraySlice<UInt8>
    ) throws(PipelineError) {
        let flag = "conflicting_duplicate"
        if earlier.flags.contains(flag) {
            counts.conflictingRows -= Self.rowCount(own.lines)
            if earlier.flags.count == 1 { counts.newlyFlagged -= Self.rowCount(own.lines) }
        }
        counts.count(own.effect, by: -1)
        countDuplicate(rows: own.lines[...])
        conflictingLines.add(rows)
        if workout.flags.isEmpty { counts.newlyFlagged += Self.rowCount(rows) }
        counts.conflictingRows += Self.rowCount(rows)
        workout.flags.append(flag)

        // As if the earlier record had not been there.
        try settler.sightings.remove(number, row.id)
        _ = try settler.settle(row)
        try settler.workouts.dropRecordIfUnseen(own.record, of: row.id)
        try add(Self.line(of: workout, rows: rows))
    }

    private func countDuplicate(rows: some Collection<UInt8>) {
        counts.duplicateRecords += 1
        counts.duplicateRows += Self.rowCount(rows)
        duplicateLines.add(rows)
    }

    private static func rowCount(_ rows: some Collection<UInt8>) -> Int {
        rows.isEmpty ? 0 : rows.reduce(1) { $1 == UInt8(ascii: ",") ? $0 + 1 : $0 }
    }

    private static func line(of workout: Workout, rows: ArraySlice<UInt8>) throws(PipelineError) -> RecordLine {
        let text = workout.canonicalText(includingRows: false)
        let line = try RecordLine(text[...])
        line.rows = rows
        return line
    }
}

/// The first few physical lines of something that a report counts.
struct FirstLines {
    private(set) var lines: [Int] = []

    /// Adds lines as a record writes them, such as `5,6,7`.
    mutating func add(_ rows: some Collection<UInt8>) {
        for row in rows.split(separator: UInt8(ascii: ",")).prefix(5) {
            guard let line = Int(String(decoding: row, as: UTF8.self)) else { continue }
            lines.append(line)
        }
        lines = Array(lines.sorted().prefix(5))
    }
}
