import Workouts

extension Measure {
    /// The unit of the canonical value in messages.
    var unitText: String {
        switch self {
        case .elapsed, .moving: "seconds"
        case .distance, .elevationGain, .elevationLoss: "metres"
        case .energy: "kcal"
        case .steps: "steps"
        case .heartRateAverage, .heartRateMax: "beats a minute"
        case .powerAverage, .powerMax, .powerNormalized: "watts"
        case .work: "kJ"
        case .cadenceAverage: "a minute"
        case .speedAverage, .speedMax: "m/s"
        }
    }
}
