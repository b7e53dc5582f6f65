import Workouts

/// Strava's bulk export before July 2019: ten columns with programmers' names, one `distance`, in metres.
struct StravaBefore2019: WorkoutFormat {
    let name = "strava"
    let title = "Strava activities (before July 2019)"
    let grain = Grain.workout
    let clock = FormatClock.utc

    let fingerprints = [["id", "date", "type", "elapsed_time"]]

    let columns = [
        ColumnRule("id", to: .nativeID, isRequired: true),
        ColumnRule("date", to: .start, isRequired: true),
        ColumnRule("type", to: .activity, isRequired: true),
        ColumnRule("name", to: .title),
        ColumnRule("description", to: .notes),
        ColumnRule("elapsed_time", to: .measure(.elapsed), unit: .fixed(.second)),
        ColumnRule("distance", to: .measure(.distance), unit: .fixed(.metre)),
    ]

    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        StravaIdentity.key(of: row)
    }

    func finish(_ workout: inout Workout, row: RowValues) -> [Problem] {
        StravaIdentity.problems(of: workout, row)
    }
}
