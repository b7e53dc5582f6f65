import Workouts

/// What identifies a workout in all layouts of Strava's export: the activity id, which never changes.
enum StravaIdentity {
    /// The key by id; by start and activity where a spreadsheet has ruined the id.
    static func key(of row: RowValues) -> (key: String, basis: KeyBasis) {
        if let id = row.nativeID, !id.isEmpty, id.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            return ("strava:\(id)", .native)
        }
        return ("strava:\(row.start)/\(row.activityRaw)", .natural)
    }

    /// What to tell about a workout without a usable id.
    static func problems(of workout: Workout, _ row: RowValues) -> [Problem] {
        guard workout.keyBasis != .native else { return [] }
        return [
            Problem(
                .flagged, "no_native_id", column: row.column(of: .nativeID), value: row.nativeID ?? "",
                expected: "digits, such as 3700000001",
                hint: "The workout is known by its start and activity instead. Did a spreadsheet shorten the number?")
        ]
    }
}
