/// One set of a strength workout.
public struct WorkoutSet: Equatable, Sendable {
    /// What a set was for.
    public enum Kind: String, Sendable {
        /// A working set.
        case normal
        /// A warm-up set.
        case warmup
        /// A set with less weight right after another.
        case drop
        /// A set to failure.
        case failure
        /// As many repetitions as possible.
        case amrap
        /// A rest between sets.
        case rest
    }

    /// The exercise as the file names it.
    public var exerciseRaw: String
    /// The position of the exercise block in the workout, from 0.
    public var exerciseIndex: Int
    /// The position of the set in its block, from 0.
    public var setIndex: Int
    /// What the set was for.
    public var kind: Kind
    /// Repetitions; nil where none were counted.
    public var reps: Double?
    /// Kilograms, to 0.01; negative for assistance; nil for body weight or an unknown unit.
    public var weightKg: Double?
    /// The weight as the file wrote it.
    public var weightRaw: String?
    /// The unit as the file wrote it.
    public var weightUnitRaw: String?
    /// Metres, whole.
    public var distanceM: Double?
    /// Seconds, whole.
    public var durationS: Double?
    /// Rate of perceived exertion, to 0.5.
    public var rpe: Double?
    /// Repetitions in reserve.
    public var rir: Double?
    /// The superset that the exercise belongs to, as the file names it.
    public var superset: String?
    /// A note on the exercise.
    public var note: String?
    /// Whether this is a target without a result.
    public var isPlanned: Bool

    /// A set of an exercise; all else starts out empty.
    public init(exerciseRaw: String, exerciseIndex: Int, setIndex: Int, kind: Kind = .normal) {
        self.exerciseRaw = exerciseRaw
        self.exerciseIndex = exerciseIndex
        self.setIndex = setIndex
        self.kind = kind
        isPlanned = false
    }

    /// Epley's estimate of the one-repetition maximum in kilograms; nil unless the set has a positive weight and 1 to
    /// 12 repetitions, beyond which the estimate means little.
    public var estimatedOneRepMax: Double? {
        guard !isPlanned, kind != .rest, kind != .warmup, let weightKg, weightKg > 0, let reps, (1...12).contains(reps)
        else { return nil }
        return Measure.round(reps == 1 ? weightKg : weightKg * (1 + reps / 30), to: 0.01)
    }

    /// The value rounded to the canonical precision for weights.
    public static func roundedWeight(_ kilograms: Double) -> Double {
        Measure.round(kilograms, to: 0.01)
    }

    /// The value rounded to the canonical precision for perceived exertion.
    public static func roundedRPE(_ rpe: Double) -> Double {
        Measure.round(rpe, to: 0.5)
    }
}
