import JSON
import Synchronization

/// Keeps what a state makes of its data on the way to its output, for ``TestState``.
///
/// A class, because scopes are copied while a state is evaluated and all of them tell the same inspection.
final class StateInspection: Sendable {
    /// The members of TestState's `inspectionData` that tell of data, in the order in which a state comes to them.
    enum Stage: String, CaseIterable, Sendable {
        case input
        case afterInputPath
        case afterArguments
        case afterParameters
        case afterItemsPointer
        case afterItemsPath
        case afterItemSelector
        case afterItemBatcher
        case maxConcurrency
        case toleratedFailureCount
        case toleratedFailurePercentage
        case result
        case afterResultSelector
        case afterResultPath
        case variables

        /// Whether the API gives a number here; all else it gives as JSON text.
        var isNumber: Bool {
            switch self {
            case .maxConcurrency, .toleratedFailureCount, .toleratedFailurePercentage: true
            default: false
            }
        }
    }

    private let values = Mutex<[Stage: JSON]>([:])

    func note(_ stage: Stage, _ value: JSON) {
        values.withLock { $0[stage] = value }
    }

    /// What was noted, as the API gives it. A value larger than a member of the API may be is left out.
    var members: JSONObject {
        let values = values.withLock { $0 }
        var members = JSONObject()
        for stage in Stage.allCases {
            guard let value = values[stage], value.fits(bytes: ExecutionLimits().dataBytes) else { continue }
            members[stage.rawValue] = stage.isNumber ? value : .string(value.text())
        }
        return members
    }
}
