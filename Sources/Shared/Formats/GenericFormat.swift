import Workouts

/// The minimal layout that other programs are asked to write: `timestamp`, `activity_type`, `duration_minutes`.
struct GenericFormat: WorkoutFormat {
    let name = "generic"
    let title = "generic workout list"
    let grain = Grain.workout
    let clock = FormatClock.floating

    let fingerprints = [["timestamp", "activity_type", "duration_minutes"]]

    let columns = [
        ColumnRule("timestamp", to: .start, isRequired: true),
        ColumnRule("activity_type", to: .activity, isRequired: true),
        ColumnRule("duration_minutes", to: .measure(.elapsed), unit: .fixed(.minute), isRequired: true),
        ColumnRule("user_id", to: .account),
        ColumnRule("calories_burned", "calories", to: .measure(.energy), unit: .fixed(.kilocalorie)),
        ColumnRule("distance_km", to: .measure(.distance), unit: .fixed(.kilometre)),
        ColumnRule("distance_m", "distance_meters", to: .measure(.distance), unit: .fixed(.metre)),
        ColumnRule("distance_mi", "distance_miles", to: .measure(.distance), unit: .fixed(.mile)),
        ColumnRule("avg_heart_rate", "average_heart_rate", "heart_rate_avg", to: .measure(.heartRateAverage)),
        ColumnRule("max_heart_rate", "heart_rate_max", to: .measure(.heartRateMax)),
        ColumnRule("steps", to: .measure(.steps)),
        ColumnRule("title", "name", to: .title),
        ColumnRule("notes", to: .notes),
        ColumnRule("source", to: .app),
    ]

    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        let time = row.startUTC.map(\.description) ?? row.start.description
        let account = row.account.map { "\($0)/" } ?? ""
        return ("\(name):\(account)\(time)/\(row.activityRaw)", .natural)
    }
}
