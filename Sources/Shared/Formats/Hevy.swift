import Workouts

/// Hevy's `workouts.csv`: one row for each set, the workout's columns on every row, units in the header.
struct Hevy: WorkoutFormat {
    let name = "hevy"
    let title = "Hevy workouts"
    let grain = Grain.set
    let clock = FormatClock.floating

    let fingerprints = [["exercise_title", "set_index", "start_time", "end_time"]]

    let columns = [
        ColumnRule("start_time", to: .start, isRequired: true),
        ColumnRule("end_time", to: .end, isRequired: true),
        ColumnRule("title", to: .title, isRequired: true),
        ColumnRule("description", to: .notes),
        ColumnRule("exercise_title", to: .set(.exercise), isRequired: true),
        ColumnRule("set_index", to: .set(.index), isRequired: true),
        ColumnRule("superset_id", to: .set(.superset)),
        ColumnRule("exercise_notes", to: .set(.note)),
        ColumnRule("set_type", to: .set(.kind)),
        ColumnRule("weight_kg", to: .set(.weight), unit: .fixed(.kilogram)),
        ColumnRule("weight_lbs", "weight_lb", to: .set(.weight), unit: .fixed(.pound)),
        ColumnRule("reps", to: .set(.reps)),
        ColumnRule("distance_km", to: .set(.distance), unit: .fixed(.kilometre)),
        ColumnRule("distance_miles", "distance_mi", to: .set(.distance), unit: .fixed(.mile)),
        ColumnRule("duration_seconds", to: .set(.duration), unit: .fixed(.second)),
        ColumnRule("rpe", to: .set(.rpe)),
    ]

    /// Two workouts may share title and start, so the end is part of the key.
    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        let end = row.end.map { "\($0)" } ?? ""
        return ("\(name):\(row.start)/\(end)/\(row.title ?? "")", .natural)
    }

    /// The app writes a line break inside a field as the two characters `\n`; the web writes the line break.
    func finish(_ workout: inout Workout, row: RowValues) -> [Problem] {
        workout.notes = workout.notes.map(withLineBreaks)
        for index in workout.sets.indices { workout.sets[index].note = workout.sets[index].note.map(withLineBreaks) }
        return []
    }

    private func withLineBreaks(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text.replacing("\r\n", with: "\n") }
        return text.replacing("\\n", with: "\n").replacing("\r\n", with: "\n")
    }
}
