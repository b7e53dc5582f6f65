/// A number that a workout may carry, with its unit and the precision that canonical values are rounded to.
///
/// The raw value is the member's name in a canonical record.
public enum Measure: String, CaseIterable, Sendable {
    /// Seconds from start to end, pauses included.
    case elapsed = "elapsed_s"
    /// Seconds in motion.
    case moving = "moving_s"
    /// Metres.
    case distance = "distance_m"
    /// Metres climbed.
    case elevationGain = "elevation_gain_m"
    /// Metres descended, positive.
    case elevationLoss = "elevation_loss_m"
    /// Kilocalories.
    case energy = "energy_kcal"
    /// Steps.
    case steps = "steps"
    /// Mean heart rate, beats a minute.
    case heartRateAverage = "hr_avg_bpm"
    /// Highest heart rate, beats a minute.
    case heartRateMax = "hr_max_bpm"
    /// Mean power, watts.
    case powerAverage = "power_avg_w"
    /// Highest power, watts.
    case powerMax = "power_max_w"
    /// Normalised or weighted power, watts.
    case powerNormalized = "power_norm_w"
    /// Mechanical work, kilojoules.
    case work = "work_kj"
    /// Mean cadence, steps or revolutions a minute.
    case cadenceAverage = "cadence_avg_spm"
    /// Mean speed, metres a second.
    case speedAverage = "speed_avg_mps"
    /// Highest speed, metres a second.
    case speedMax = "speed_max_mps"

    /// The step that values are rounded to, and within which two values count as equal.
    public var precision: Double {
        switch self {
        case .speedAverage, .speedMax: 0.01
        default: 1
        }
    }

    /// Whether a zero in an export means *not measured* rather than none.
    public var zeroMeansMissing: Bool {
        switch self {
        case .elevationGain, .elevationLoss: false
        default: true
        }
    }

    /// The value rounded to the precision of the measure.
    public func rounded(_ value: Double) -> Double {
        Self.round(value, to: precision)
    }

    /// The nearest multiple of a step; exact for steps such as 0.01 where multiplying back would not be.
    static func round(_ value: Double, to step: Double) -> Double {
        step < 1 ? (value / step).rounded() / (1 / step).rounded() : (value / step).rounded() * step
    }

    var slot: Int {
        switch self {
        case .elapsed: 0
        case .moving: 1
        case .distance: 2
        case .elevationGain: 3
        case .elevationLoss: 4
        case .energy: 5
        case .steps: 6
        case .heartRateAverage: 7
        case .heartRateMax: 8
        case .powerAverage: 9
        case .powerMax: 10
        case .powerNormalized: 11
        case .work: 12
        case .cadenceAverage: 13
        case .speedAverage: 14
        case .speedMax: 15
        }
    }
}

/// The numbers of one workout: a value, or nothing, for each ``Measure``.
public struct Measures: Sendable {
    // NaN stands for missing: sixteen doubles in place, no allocation for a million rows.
    private var values: InlineArray<16, Double> = .init(repeating: .nan)

    /// No measure at all.
    public init() {}

    /// The value in the measure's unit; nil where it was not measured. Setting rounds to the measure's precision.
    public subscript(measure: Measure) -> Double? {
        get {
            let value = values[measure.slot]
            return value.isNaN ? nil : value
        }
        set {
            values[measure.slot] = newValue.map(measure.rounded) ?? .nan
        }
    }
}

extension Measures: Equatable {
    public static func == (left: Measures, right: Measures) -> Bool {
        Measure.allCases.allSatisfy { left[$0] == right[$0] }
    }
}
