import Workouts

/// What was read of a row so far.
struct RowDraft {
    var nativeID: String?
    var account: String?
    var start: LocalDateTime?
    var offsetMinutes: Int?
    var end: LocalDateTime?
    var activityRaw: String?
    var title: String?
    var notes: String?
    var app: String?
    var measures = Measures()
    var load: [(name: String, value: Double)] = []
    var set: WorkoutSet?
    var zeros: [String] = []
    var unknownUnits: [(name: String, value: String)] = []
    var problems: [Problem] = []
    var hasRejection = false

    mutating func reject(
        _ code: String, _ column: HeaderColumn?, _ value: String, expected: String, hint: String? = nil
    ) {
        hasRejection = true
        problems.append(Problem(.rejected, code, column: column, value: value, expected: expected, hint: hint))
    }

    mutating func flag(
        _ code: String, _ column: HeaderColumn?, _ value: String, expected: String, hint: String? = nil
    ) {
        problems.append(Problem(.flagged, code, column: column, value: value, expected: expected, hint: hint))
    }
}
