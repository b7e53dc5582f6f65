public import Workouts

/// One vendor's export: how to recognise it, what its columns mean, and what identifies a workout.
///
/// To add a format, write one file that conforms to this and list it in ``FormatCatalog``. What it cannot say as data
/// goes into ``finish(_:row:)``.
public protocol WorkoutFormat: Sendable {
    /// The stable name, such as `mapmyrun`.
    var name: String { get }
    /// The export as people know it, for messages.
    var title: String { get }
    /// Sets of column names; a file is of this format if one of the sets is wholly in its header.
    var fingerprints: [[String]] { get }
    /// What the columns mean.
    var columns: [ColumnRule] { get }
    /// What a row is.
    var grain: Grain { get }
    /// What times without an offset mean.
    var clock: FormatClock { get }

    /// Whether a file with this header is of this format; by default, whether it has the columns of a fingerprint.
    func matches(_ header: Header) -> Bool

    /// What identifies the workout of a row.
    func identity(of row: RowValues) -> (key: String, basis: KeyBasis)

    /// What the columns cannot say: vendor rules that look at several values at once.
    ///
    /// - Parameters:
    ///   - workout: The workout of the row, complete; may be changed.
    ///   - row: What else the row held.
    /// - Returns: Problems to report; one that rejects or excludes takes the row out.
    func finish(_ workout: inout Workout, row: RowValues) -> [Problem]
}

extension WorkoutFormat {
    /// No rules beyond the columns.
    public func finish(_ workout: inout Workout, row: RowValues) -> [Problem] { [] }

    /// Whether the header has the columns of a fingerprint.
    public func matches(_ header: Header) -> Bool {
        fingerprints.contains { $0.allSatisfy(header.contains) }
    }
}

/// What one row of an export is.
public enum Grain: Sendable {
    /// A workout.
    case workout
    /// A set of a strength workout; rows of one workout follow each other.
    case set
}

/// What the times of a format mean where a cell states no offset.
public enum FormatClock: Sendable {
    /// UTC, though nothing in the file says so.
    case utc
    /// The wall clock of a place that nothing in the file names.
    case floating
}

/// What a row held besides the canonical values.
public struct RowValues: Sendable {
    /// The cell with the vendor's id, as it was.
    public var nativeID: String?
    /// The cell with the account, as it was.
    public var account: String?
    /// The start.
    public var start: LocalDateTime
    /// The start as an instant, where the cell states an offset or the format writes UTC.
    public var startUTC: Instant?
    /// The end.
    public var end: LocalDateTime?
    /// The activity as it was.
    public var activityRaw: String
    /// The title.
    public var title: String?
    /// The columns by target, for problems that name one.
    var columns: [ColumnRule.Target: HeaderColumn]

    /// The column that fills a target; nil where the file has none.
    public func column(of target: ColumnRule.Target) -> HeaderColumn? {
        columns[target]
    }
}
