import Workouts

/// What a measure can be. Beyond the hard limit a row is rejected, beyond the soft one it is kept and flagged.
struct MeasureLimits {
    var hard: ClosedRange<Double>
    var soft: ClosedRange<Double>

    private init(_ hard: ClosedRange<Double>, soft: ClosedRange<Double>? = nil) {
        self.hard = hard
        self.soft = soft ?? hard
    }

    /// The limits of a measure in its canonical unit. Speeds have none here: GPS noise is not the row's fault, see
    /// ``RowMapper``.
    static func of(_ measure: Measure) -> MeasureLimits {
        switch measure {
        case .elapsed, .moving: MeasureLimits(0...7 * 86_400, soft: 0...86_400)
        case .distance: MeasureLimits(0...2_000_000, soft: 0...300_000)
        // Barometers drift: real exports hold a loss of -0.9 m.
        case .elevationGain, .elevationLoss: MeasureLimits(-1_000...50_000, soft: -10...10_000)
        case .energy: MeasureLimits(0...30_000, soft: 0...10_000)
        case .steps: MeasureLimits(0...1_000_000, soft: 0...100_000)
        case .heartRateAverage, .heartRateMax: MeasureLimits(20...260)
        case .powerAverage, .powerMax, .powerNormalized: MeasureLimits(0...5_000)
        case .work: MeasureLimits(0...50_000)
        case .cadenceAverage: MeasureLimits(0...400)
        case .speedAverage, .speedMax: MeasureLimits(0...10_000)
        }
    }

    /// The speed in metres a second that nobody passes doing an activity.
    static func topSpeed(of activity: Activity) -> Double {
        switch activity.family {
        case .foot: 13
        case .wheels, .water, .stationary: 45
        }
    }

    /// Kilograms on one set, negative for assistance.
    static let weight = -1_000.0...1_000.0
    /// Repetitions of one set.
    static let reps = 0.0...10_000.0
    /// Metres of one set.
    static let setDistance = 0.0...1_000_000.0
    /// Seconds of one set.
    static let setDuration = 0.0...86_400.0
    /// Rate of perceived exertion.
    static let rpe = 0.0...10.0
}
