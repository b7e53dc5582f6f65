public import Failures
public import JSON
import Workouts

/// Which workouts to look at.
public struct WorkoutFilter: Hashable, Sendable {
    /// Whose; nil for everybody's.
    public var user: String?
    /// The first day, ISO 8601; nil for no bound.
    public var from: String?
    /// The last day, ISO 8601; nil for no bound.
    public var to: String?
    /// An activity of our vocabulary, by name.
    public var activity: String?
    /// The format that the workout's newest version was read from.
    public var format: String?
    /// How many at most.
    public var limit: Int?
    /// Whether the newest come first.
    public var newestFirst: Bool

    /// A filter that lets everything through, newest first.
    public init() {
        newestFirst = true
    }
}

/// A workout as it is stored.
public struct StoredWorkout: Hashable, Sendable {
    /// Whose it is.
    public var user: String
    /// What identifies it among the user's.
    public var key: String
    /// The start as it was written: date, or date and time.
    public var startLocal: String
    /// The start as an instant, RFC 3339; nil where the zone is unknown.
    public var startUTC: String?
    /// An activity of our vocabulary, by name.
    public var activity: String
    /// The format that its newest version was read from.
    public var format: String
    /// The title, if it has one.
    public var title: String?
    /// Metres.
    public var distance: Double?
    /// Seconds.
    public var elapsed: Double?
    /// Kilocalories.
    public var energy: Double?
    /// Mean speed, metres a second.
    public var speed: Double?
    /// The canonical record as one line of JSON.
    public var text: [UInt8]
    let id: Int64

    /// The canonical record.
    ///
    /// - Throws: `Stage.Internal` where the stored text is no canonical record.
    public func record() throws(PipelineError) -> JSON {
        do throws(JSONSyntaxError) {
            return try JSON(parsing: text)
        } catch {
            throw PipelineError(.internalFailure, "The record of \(key) cannot be read back: \(error)", cause: error)
        }
    }
}

/// That an import held a workout.
public struct WorkoutSighting: Hashable, Sendable {
    /// The import's number.
    public var importNumber: Int
    /// What it meant.
    public var effect: Effect
    /// The canonical members that changed, or that the import holds older values of.
    public var fields: [String]
    /// The physical lines of the file, such as `5,6,7`.
    public var lines: String
    /// Whether the import is undone.
    public var isUndone: Bool
}

/// How time is divided in a summary.
public enum SummaryPeriod: String, CaseIterable, Sendable {
    /// ISO 8601 weeks, such as `2024-W03`.
    case week
    /// Months, such as `2024-01`.
    case month
    /// Years, such as `2024`.
    case year
}

/// Totals of one activity in one period.
public struct SummaryRow: Hashable, Sendable {
    /// Such as `2024-W03`, `2024-01` or `2024`.
    public var period: String
    /// An activity of our vocabulary, by name.
    public var activity: String
    /// Workouts.
    public var count: Int
    /// Metres.
    public var distance: Double
    /// Seconds.
    public var elapsed: Double
    /// Kilocalories.
    public var energy: Double
}
