/// What an import meant for one workout.
public enum Effect: String, CaseIterable, Sendable {
    /// It was not stored before.
    case new
    /// Some of its values changed.
    case changed
    /// It is stored just so.
    case unchanged
    /// The import holds older values than the store, which keeps the newer ones.
    case superseded

    /// How the effect is stored; never to be renumbered.
    var number: Int64 {
        switch self {
        case .new: 1
        case .changed: 2
        case .unchanged: 3
        case .superseded: 4
        }
    }

    init?(number: Int64) {
        guard let effect = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = effect
    }
}
