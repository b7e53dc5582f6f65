/// How far the key of a workout can be trusted.
public enum KeyBasis: String, Sendable {
    /// The vendor's own id.
    case native
    /// Made from what identifies the workout in practice, such as its start.
    case natural
    /// A natural key that repeats inside one file, numbered in file order.
    case ordinal
}

/// One workout in canonical form, whatever file it came from.
///
/// Units are metric, numbers are rounded to the precision of their ``Measure``, missing is not zero, and a time is never
/// given a zone that nothing supports.
public struct Workout: Equatable, Sendable {
    /// What identifies the workout, stable between exports of one account, such as `mapmyrun:2255711738`.
    public var key: String
    /// How far the key can be trusted.
    public var keyBasis: KeyBasis
    /// The name of the format it was read from.
    public var format: String
    /// The producing app or device, if a column says so.
    public var app: String?
    /// The physical lines that the record came from, in file order; not part of the workout's content.
    public var rows: [Int]
    /// The start as it was written.
    public var startLocal: LocalDateTime
    /// The start as an instant; nil unless the zone is known or was supplied.
    public var startUTC: Instant?
    /// The original offset from UTC in minutes, where there was one.
    public var utcOffsetMinutes: Int?
    /// How the zone was found.
    public var timeBasis: TimeBasis
    /// The activity in our vocabulary.
    public var activity: Activity
    /// The activity as the file wrote it.
    public var activityRaw: String
    /// The title that the user or the app gave.
    public var title: String?
    /// Notes.
    public var notes: String?
    /// The numbers.
    public var measures: Measures
    /// Vendor scores by name, such as `relative_effort`, in the order of the columns.
    public var load: [(name: String, value: Double)]
    /// The sets of a strength workout, in order.
    public var sets: [WorkoutSet]
    /// Every column that is not mapped, by header text.
    public var extra: [(name: String, value: String)]
    /// What cleaning assumed or repaired.
    public var flags: [String]

    /// A workout with what every workout has; all else starts out empty.
    public init(
        key: String, keyBasis: KeyBasis, format: String, startLocal: LocalDateTime, timeBasis: TimeBasis,
        activity: Activity, activityRaw: String
    ) {
        self.key = key
        self.keyBasis = keyBasis
        self.format = format
        self.startLocal = startLocal
        self.timeBasis = timeBasis
        self.activity = activity
        self.activityRaw = activityRaw
        rows = []
        measures = Measures()
        load = []
        sets = []
        extra = []
        flags = []
    }

    public static func == (left: Workout, right: Workout) -> Bool {
        left.key == right.key && left.rows == right.rows && left.canonicalJSON == right.canonicalJSON
    }

    /// The flag of a strength workout some of whose rows were rejected: a later file with the corrected rows adds its sets
    /// to the others instead of taking their place.
    public static let incompleteSetsFlag = "sets_rejected"

    /// The best estimate of a one-repetition maximum for each exercise of the workout, in kilograms.
    public var estimatedOneRepMaxima: [String: Double] {
        var best: [String: Double] = [:]
        for set in sets {
            if let estimate = set.estimatedOneRepMax {
                best[set.exerciseRaw] = max(best[set.exerciseRaw] ?? 0, estimate)
            }
        }
        return best
    }
}
