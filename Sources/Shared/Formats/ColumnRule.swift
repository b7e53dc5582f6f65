public import Workouts

/// What one column of a format means.
///
/// A format is mostly a list of these. Several rules may fill the same target: of those whose column is there, the first
/// that has a value in a row wins.
public struct ColumnRule: Sendable {
    /// What a cell becomes.
    public enum Target: Hashable, Sendable {
        /// The vendor's id of the workout.
        case nativeID
        /// The account that the workout belongs to at the vendor.
        case account
        /// The start.
        case start
        /// The end; tells the elapsed time where nothing else does.
        case end
        /// The kind of workout.
        case activity
        /// The title.
        case title
        /// Notes.
        case notes
        /// The producing app or device.
        case app
        /// A number of the workout.
        case measure(Measure)
        /// A vendor's score by name.
        case load(String)
        /// A value of a strength set.
        case set(SetField)
    }

    /// A value of a strength set.
    public enum SetField: Hashable, Sendable {
        /// The exercise's name.
        case exercise
        /// The position in its block, from 0.
        case index
        /// Warm-up, drop set and so on.
        case kind
        /// The weight.
        case weight
        /// Repetitions.
        case reps
        /// A distance.
        case distance
        /// A duration.
        case duration
        /// Rate of perceived exertion.
        case rpe
        /// The superset.
        case superset
        /// A note.
        case note
    }

    /// Where the unit of a number is found.
    public enum UnitRule: Hashable, Sendable {
        /// The format fixes it.
        case fixed(Unit)
        /// The header's brackets name it; where they do not, this one is meant.
        case header(default: Unit?)
        /// Nothing in the file tells; the user's setting does: metric, imperial.
        case account(metric: Unit, imperial: Unit)
        /// The number has none.
        case none
    }

    /// Which of several columns with the same name.
    public enum Occurrence: Hashable, Sendable {
        /// The leftmost.
        case first
        /// The second from the left.
        case second
    }

    /// The column's names in all spellings and languages, in lower case and without a unit.
    public var names: [String]
    /// What its cells become.
    public var target: Target
    /// Where the unit of its numbers is found.
    public var unit: UnitRule
    /// Which column, if the name repeats.
    public var occurrence: Occurrence
    /// Whether the format cannot be read without it.
    public var isRequired: Bool
    /// The column's position from 0, for formats whose names are in a language we do not know; nil to go by name.
    public var position: Int?

    /// A rule for one column.
    public init(
        _ names: String..., to target: Target, unit: UnitRule = .none, occurrence: Occurrence = .first,
        isRequired: Bool = false
    ) {
        self.names = names
        self.target = target
        self.unit = unit
        self.occurrence = occurrence
        self.isRequired = isRequired
    }

    /// A rule for the column at a position, whatever its name.
    public init(at position: Int, to target: Target, unit: UnitRule = .none, isRequired: Bool = false) {
        self.init(to: target, unit: unit, isRequired: isRequired)
        self.position = position
    }

    /// Whether its cells are numbers whose decimal mark must be found.
    var isNumeric: Bool {
        switch target {
        case .measure, .load: true
        case .set(let field):
            switch field {
            case .weight, .reps, .distance, .duration, .rpe: true
            default: false
            }
        default: false
        }
    }
}

extension Unit {
    static let metre = Unit("m", .length, factor: 1)
    static let kilometre = Unit("km", .length, factor: 1000)
    static let mile = Unit("mi", .length, factor: metresPerMile)
    static let second = Unit("s", .time, factor: 1)
    static let minute = Unit("min", .time, factor: 60)
    static let metrePerSecond = Unit("m/s", .speed, factor: 1)
    static let kilogram = Unit("kg", .mass, factor: 1)
    static let pound = Unit("lb", .mass, factor: kilogramsPerPound)
    static let kilocalorie = Unit("kcal", .energy, factor: 1)
}
