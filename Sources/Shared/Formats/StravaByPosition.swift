import Workouts

/// Strava's bulk export in a language whose column names we do not know.
///
/// The export is translated, names and all, but its order is fixed, and so is the oddity that five names occur twice: where
/// the names repeat tells the export in any language.
struct StravaByPosition: WorkoutFormat {
    let name = "strava"
    let title = "Strava activities (in another language)"
    let grain = Grain.workout
    let clock = FormatClock.utc
    let fingerprints: [[String]] = []

    /// Elapsed time, distance, maximum heart rate and relative effort, each at its two places.
    private static let repeated = [(5, 15), (6, 17), (7, 30), (8, 37)]

    let columns = [
        ColumnRule(at: 0, to: .nativeID, isRequired: true),
        ColumnRule(at: 1, to: .start, isRequired: true),
        ColumnRule(at: 2, to: .title),
        ColumnRule(at: 3, to: .activity, isRequired: true),
        ColumnRule(at: 4, to: .notes),
        ColumnRule(at: 15, to: .measure(.elapsed), unit: .fixed(.second)),
        ColumnRule(at: 5, to: .measure(.elapsed), unit: .fixed(.second)),
        ColumnRule(at: 16, to: .measure(.moving), unit: .fixed(.second)),
        ColumnRule(at: 17, to: .measure(.distance), unit: .fixed(.metre)),
        ColumnRule(at: 18, to: .measure(.speedMax), unit: .fixed(.metrePerSecond)),
        ColumnRule(at: 19, to: .measure(.speedAverage), unit: .fixed(.metrePerSecond)),
        ColumnRule(at: 20, to: .measure(.elevationGain), unit: .fixed(.metre)),
        ColumnRule(at: 21, to: .measure(.elevationLoss), unit: .fixed(.metre)),
        ColumnRule(at: 29, to: .measure(.cadenceAverage)),
        ColumnRule(at: 30, to: .measure(.heartRateMax)),
        ColumnRule(at: 7, to: .measure(.heartRateMax)),
        ColumnRule(at: 31, to: .measure(.heartRateAverage)),
        ColumnRule(at: 32, to: .measure(.powerMax)),
        ColumnRule(at: 33, to: .measure(.powerAverage)),
        ColumnRule(at: 34, to: .measure(.energy), unit: .fixed(.kilocalorie)),
        ColumnRule(at: 37, to: .load("relative_effort")),
    ]

    func matches(_ header: Header) -> Bool {
        Self.repeated.allSatisfy { first, second in
            header.columns.count > second && header.columns[first].name == header.columns[second].name
                && !header.columns[first].name.isEmpty
        }
    }

    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        StravaIdentity.key(of: row)
    }

    func finish(_ workout: inout Workout, row: RowValues) -> [Problem] {
        StravaIdentity.problems(of: workout, row)
    }
}
