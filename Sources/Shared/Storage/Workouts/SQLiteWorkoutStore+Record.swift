public import Failures
import JSON
import SQLite

extension SQLiteWorkoutStore {
    public func record(
        _ draft: ImportDraft, lines: ObjectLines, beforeCommit: (ImportResult) throws(PipelineError) -> Void
    ) throws(PipelineError) -> ImportResult {
        let result = try database.transaction { () throws(PipelineError) -> ImportResult in
            // A stage that was killed after its commit is run again with the same id.
            if let stored = try storedImport(id: draft.id) {
                try beforeCommit(stored.result)
                return stored.result
            }
            let isFirst = try Self.isEmpty(database)
            if isFirst { try database.execute("DROP INDEX workouts_by_start") }
            let result = try add(draft, lines, isFirst: isFirst)
            if isFirst { try database.execute(Schema.startIndex) }
            try beforeCommit(result)
            return result
        }
        // Another process may be reading just now; then a later import does it.
        try? database.execute(Self.logging)
        return result
    }

    private func add(_ draft: ImportDraft, _ lines: ObjectLines, isFirst: Bool) throws(PipelineError) -> ImportResult {
        let user = try addUser(draft.user)
        let number = try addImport(draft, user: user)
        let recorder = try ImportRecorder(database, draft, number: number, user: user, isFirst: isFirst)
        while let line = try lines.next() {
            if !line.isEmpty { try recorder.add(line) }
        }
        let records = try recorder.finish()
        let result = ImportResult(
            number: Int(number), id: draft.id, counts: recorder.counts,
            firstDuplicateLines: recorder.duplicateLines.lines,
            firstConflictingLines: recorder.conflictingLines.lines,
            personalRecords: records, changes: try examples(ofImport: number, recorder.counts))
        let statement = try Statement(database, "UPDATE imports SET result = ?2 WHERE number = ?1")
        try statement.bind(1, number).bind(2, result.json.text()).run()
        return result
    }

    private func addUser(_ name: String) throws(PipelineError) -> Int64 {
        if let row = try userRow(name) { return row }
        try Statement(database, "INSERT INTO users(name) VALUES(?1)").bind(1, name).run()
        return database.lastRow
    }

    private func addImport(_ draft: ImportDraft, user: Int64) throws(PipelineError) -> Int64 {
        let statement = try Statement(
            database,
            """
            INSERT INTO imports(id, user, file_name, sha256, import_key, format, as_of, imported_at, context, result)
              VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '{}')
            """)
        statement.bind(1, draft.id).bind(2, user).bind(3, draft.fileName).bind(4, draft.sha256)
        statement.bind(5, draft.importKey).bind(6, draft.format).bind(7, draft.asOf).bind(8, draft.importedAt)
        try statement.bind(9, JSON.object(draft.context).text()).run()
        return database.lastRow
    }

    /// The first changed workouts, then the first new ones: twenty at most.
    private func examples(
        ofImport number: Int64, _ counts: ImportResult.Counts
    ) throws(PipelineError) -> [WorkoutChange] {
        var examples: [WorkoutChange] = []
        for (effect, count) in [(Effect.changed, counts.changed), (.new, counts.new)] where count > 0 {
            let statement = try Statement(
                database,
                """
                SELECT w.key, s.effect, s.fields FROM sightings s JOIN workouts w ON w.id = s.workout
                  WHERE s.import = ?1 AND s.effect = ?2 ORDER BY s.workout LIMIT ?3
                """)
            statement.bind(1, number).bind(2, effect.number).bind(3, 20 - examples.count)
            while try statement.step() { examples.append(WorkoutChange(row: statement)) }
        }
        return examples
    }
}

extension WorkoutChange {
    /// From the columns key, effect, fields.
    init(row: Statement) {
        self.init(
            key: row.text(0) ?? "", effect: Effect(number: row.int64(1)) ?? .unchanged,
            fields: row.text(2)?.split(separator: " ").map(String.init) ?? [])
    }
}
