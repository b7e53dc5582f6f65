import Workouts

/// MapMyRun, MapMyRide, MapMyFitness and MapMyWalk (`user<digits>_workout_history.csv`).
struct MapMyRun: WorkoutFormat {
    let name = "mapmyrun"
    let title = "MapMyRun workout history"
    let grain = Grain.workout
    let clock = FormatClock.floating

    let fingerprints = [["workout date", "activity type", "workout time", "link"]]

    let columns = [
        ColumnRule("link", to: .nativeID, isRequired: true),
        ColumnRule("workout date", to: .start, isRequired: true),
        ColumnRule("activity type", to: .activity, isRequired: true),
        ColumnRule("calories burned", to: .measure(.energy), unit: .header(default: .kilocalorie)),
        ColumnRule("distance", to: .measure(.distance), unit: .header(default: nil)),
        ColumnRule("workout time", to: .measure(.elapsed), unit: .header(default: .second), isRequired: true),
        ColumnRule("avg speed", to: .measure(.speedAverage), unit: .header(default: nil)),
        // The unit went missing from this header in 2017; the distance column still has it.
        ColumnRule("max speed", to: .measure(.speedMax), unit: .header(default: nil)),
        ColumnRule("avg heart rate", to: .measure(.heartRateAverage)),
        ColumnRule("steps", to: .measure(.steps)),
        ColumnRule("notes", to: .notes),
        ColumnRule("source", to: .app),
    ]

    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        if let link = row.nativeID, let id = workoutID(link) { return (name + ":" + id, .native) }
        return ("\(name):\(row.start)/\(row.activityRaw)", .natural)
    }

    func finish(_ workout: inout Workout, row: RowValues) -> [Problem] {
        var problems: [Problem] = []
        if workout.keyBasis != .native {
            problems.append(
                Problem(
                    .flagged, "no_native_id", column: row.column(of: .nativeID), value: row.nativeID ?? "",
                    expected: "a link such as http://www.mapmyrun.com/workout/2255711738",
                    hint: "The workout is known by its date and activity instead."))
        }
        // A route logged without a watch has a distance and zero seconds: not measured, not nothing.
        if workout.measures[.elapsed] == nil {
            let isMeasured = [.distance, .energy, .steps].contains { (workout.measures[$0] ?? 0) > 0 }
            problems.append(
                Problem(
                    isMeasured ? .flagged : .excluded, "zero_duration", column: row.column(of: .measure(.elapsed)),
                    value: "0",
                    expected: "seconds above 0",
                    hint: isMeasured ? "Kept without a duration." : "Nothing was measured in this row."))
        }
        return problems
    }

    /// The digits behind `/workout/`; the hosts differ, the ids are shared.
    private func workoutID(_ link: String) -> Substring? {
        let bytes = link.utf8
        // The id is the last part of the link, so the search from the end is short.
        var end = bytes.endIndex
        while let slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) {
            if bytes[...slash].suffix(Self.folder.count).elementsEqual(Self.folder) {
                let digits = bytes[bytes.index(after: slash)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
                return digits.isEmpty ? nil : Substring(digits)
            }
            end = slash
        }
        return nil
    }

    private static let folder = Array("/workout/".utf8)
}
