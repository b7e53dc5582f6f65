public import Failures
import JSON
import SQLite

extension SQLiteWorkoutStore {
    private static let columns = """
        SELECT i.number, i.id, u.name, i.file_name, i.sha256, i.import_key, i.format, i.as_of, i.imported_at,
          i.undone_at, i.context, i.result FROM imports i JOIN users u ON u.id = i.user
        """

    public func findImport(user: String, importKey: String) throws(PipelineError) -> StoredImport? {
        let statement = try Statement(
            database,
            "\(Self.columns) WHERE u.name = ?1 AND i.import_key = ?2 AND i.undone_at IS NULL ORDER BY i.number LIMIT 1")
        return try all(statement.bind(1, user).bind(2, importKey)).first
    }

    public func imports(user: String?) throws(PipelineError) -> [StoredImport] {
        let statement = try Statement(
            database, "\(Self.columns) WHERE ?1 IS NULL OR u.name = ?1 ORDER BY i.number DESC")
        return try all(statement.bind(1, user))
    }

    public func storedImport(_ name: String) throws(PipelineError) -> StoredImport? {
        if let number = Int64(name) {
            let statement = try Statement(database, "\(Self.columns) WHERE i.number = ?1")
            if let found = try all(statement.bind(1, number)).first { return found }
        }
        guard !name.isEmpty else { return nil }
        let statement = try Statement(
            database, "\(Self.columns) WHERE substr(i.id, 1, length(?1)) = ?1 ORDER BY i.id = ?1 DESC LIMIT 2")
        let found = try all(statement.bind(1, name))
        return found.count == 1 || found.first?.draft.id == name ? found.first : nil
    }

    /// The import of a run.
    func storedImport(id: String) throws(PipelineError) -> StoredImport? {
        try all(Statement(database, "\(Self.columns) WHERE i.id = ?1").bind(1, id)).first
    }

    public func changes(
        ofImport number: Int, _ body: (WorkoutChange) throws(PipelineError) -> Bool
    ) throws(PipelineError) {
        let statement = try Statement(
            database,
            """
            SELECT w.key, s.effect, s.fields FROM sightings s JOIN workouts w ON w.id = s.workout
              WHERE s.import = ?1 AND s.effect <> \(Effect.unchanged.number) ORDER BY s.workout
            """)
        statement.bind(1, number)
        while try statement.step() {
            guard try body(WorkoutChange(row: statement)) else { return }
        }
    }

    private func all(_ statement: Statement) throws(PipelineError) -> [StoredImport] {
        var imports: [StoredImport] = []
        while try statement.step() {
            let context = (try? JSON(parsing: statement.bytes(10)))?.object ?? [:]
            let result = (try? JSON(parsing: statement.bytes(11))) ?? .null
            let draft = ImportDraft(
                id: statement.text(1) ?? "", user: statement.text(2) ?? "", fileName: statement.text(3) ?? "",
                sha256: statement.text(4) ?? "", importKey: statement.text(5) ?? "", format: statement.text(6) ?? "",
                asOf: statement.text(7) ?? "", importedAt: statement.text(8) ?? "", context: context)
            imports.append(
                StoredImport(
                    number: statement.int(0), draft: draft, undoneAt: statement.text(9),
                    result: ImportResult(json: result)))
        }
        return imports
    }
}
