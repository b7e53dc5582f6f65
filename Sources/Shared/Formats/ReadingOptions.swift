public import Workouts

/// What the user says about an upload because the file does not.
public struct ReadingOptions: Sendable {
    /// Units of an account.
    public enum UnitSystem: String, Sendable {
        /// Kilometres and kilograms.
        case metric
        /// Miles and pounds.
        case imperial
    }

    /// The units of the account that exported; nil where the user did not say.
    public var units: UnitSystem?
    /// How dates such as `03/04/2024` are meant; nil where the user did not say.
    public var dateOrder: DateOrder?
    /// The offset from UTC of a wall clock in the user's zone; nil where the user named no zone.
    public var zone: (any ZoneRules)?

    /// Options; by default nothing is said.
    public init(units: UnitSystem? = nil, dateOrder: DateOrder? = nil, zone: (any ZoneRules)? = nil) {
        self.units = units
        self.dateOrder = dateOrder
        self.zone = zone
    }
}

/// The offsets from UTC that a place had and has.
public protocol ZoneRules: Sendable {
    /// The offset of a wall clock in minutes, and whether the clock shows that time once: the hour that is repeated when
    /// summer time ends, and the one that is skipped when it begins, are not unique.
    func offset(at local: LocalDateTime) -> (minutes: Int, isUnique: Bool)
}

/// What only the whole file could tell about its columns.
public struct ColumnDecisions: Hashable, Sendable {
    /// The columns, by index, whose numbers have a decimal comma.
    public var decimalCommaColumns: Set<Int>
    /// How dates with slashes are meant; nil where nothing in the file tells.
    public var dateOrder: DateOrder?
    /// Whether the file holds dates with slashes of both orders.
    public var hasMixedDates: Bool

    /// Decisions; by default points and no slashes.
    public init(decimalCommaColumns: Set<Int> = [], dateOrder: DateOrder? = nil, hasMixedDates: Bool = false) {
        self.decimalCommaColumns = decimalCommaColumns
        self.dateOrder = dateOrder
        self.hasMixedDates = hasMixedDates
    }
}
