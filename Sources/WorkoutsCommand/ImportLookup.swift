import Storage

extension HomeOptions {
    /// The import that a person names by its number or the beginning of its run id.
    ///
    /// - Throws: ``CommandFailure`` where there is none.
    func storedImport(_ name: String) throws -> StoredImport {
        guard let found = try workouts()?.storedImport(name) else {
            throw CommandFailure(
                "There is no import \"\(name)\". The numbers are in the first column of:  workouts imports")
        }
        return found
    }
}
