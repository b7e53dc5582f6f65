public import Failures

/// Keeps workouts, the imports that brought them, and what each import changed.
///
/// The store is a function of its active imports: in whatever order they came, an older export never overwrites a newer
/// one's values, a workout that a later file lacks stays, and undoing an import leaves what the others say.
public protocol WorkoutStore: AnyObject {
    // MARK: Imports

    /// The active import of the same file with the same options, if there is one.
    func findImport(user: String, importKey: String) throws(PipelineError) -> StoredImport?

    /// Compares the records of an import with the store and keeps it, all or nothing.
    ///
    /// Recording an id that is stored already gives the stored result and reads no line.
    ///
    /// - Parameters:
    ///   - lines: Canonical records, one a line.
    ///   - beforeCommit: Gets the result, also a stored one, while nobody else can write. When it throws, nothing is
    ///     stored. Storing may still fail after it.
    func record(
        _ draft: ImportDraft, lines: ObjectLines, beforeCommit: (ImportResult) throws(PipelineError) -> Void
    ) throws(PipelineError) -> ImportResult

    /// The imports of a user, or of all users, newest first.
    func imports(user: String?) throws(PipelineError) -> [StoredImport]

    /// The import with a number, a run id, or the beginning of a run id that only one has; nil where there is none.
    func storedImport(_ name: String) throws(PipelineError) -> StoredImport?

    /// Calls back for each workout that an import added, changed or held in an older version, until told to stop.
    ///
    /// - Parameter body: Returns whether to go on.
    func changes(
        ofImport number: Int, _ body: (WorkoutChange) throws(PipelineError) -> Bool
    ) throws(PipelineError)

    /// Makes an import as if it had never been.
    ///
    /// - Parameters:
    ///   - force: Whether to go on where later imports changed the same workouts.
    ///   - time: When it is undone, RFC 3339.
    func undo(importNumber: Int, force: Bool, at time: String) throws(PipelineError) -> UndoOutcome

    // MARK: Workouts

    /// Calls back for each workout that a filter lets through, until told to stop.
    ///
    /// - Parameter body: Returns whether to go on.
    func workouts(
        _ filter: WorkoutFilter, _ body: (StoredWorkout) throws(PipelineError) -> Bool
    ) throws(PipelineError)

    /// The workouts with a key, or with keys that begin so; at most ten.
    func workouts(named name: String, user: String?) throws(PipelineError) -> [StoredWorkout]

    /// The versions of a workout that imports hold, newest first, with the imports' numbers.
    func sightings(of workout: StoredWorkout) throws(PipelineError) -> [WorkoutSighting]

    /// Totals by period and activity, ascending.
    func summary(_ filter: WorkoutFilter, by period: SummaryPeriod) throws(PipelineError) -> [SummaryRow]

    /// Writes a copy of the store to a new file, also where the store itself can only be read.
    func snapshot(to path: String) throws(PipelineError)
}

extension WorkoutStore {
    /// Compares the records of an import with the store and keeps it, all or nothing.
    public func record(_ draft: ImportDraft, lines: ObjectLines) throws(PipelineError) -> ImportResult {
        try record(draft, lines: lines) { _ in }
    }
}
