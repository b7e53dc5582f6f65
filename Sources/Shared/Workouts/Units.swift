/// A unit that an export may write, with its factor to the canonical unit.
public struct Unit: Hashable, Sendable {
    /// The unit as messages name it, such as `mi`.
    public var symbol: String
    /// Canonical units in one of this unit.
    public var factor: Double
    /// What it measures.
    public var dimension: Dimension

    /// What a unit measures; the canonical unit is in brackets.
    public enum Dimension: String, Sendable {
        /// Lengths (metre).
        case length
        /// Masses (kilogram).
        case mass
        /// Durations (second).
        case time
        /// Speeds (metre a second).
        case speed
        /// Time for a distance (second a metre), the inverse of a speed.
        case pace
        /// Energies (kilocalorie).
        case energy
    }

    /// A unit of some dimension.
    public init(_ symbol: String, _ dimension: Dimension, factor: Double) {
        self.symbol = symbol
        self.factor = factor
        self.dimension = dimension
    }

    /// The unit that a word stands for, as found in the brackets of a header or in a cell; nil for an unknown word.
    public static func named(_ word: String) -> Unit? {
        byWord[word.lowercased().filter { $0 != " " && $0 != "." }]
    }

    /// Metres in an international mile.
    public static let metresPerMile = 1609.344
    /// Kilograms in an avoirdupois pound.
    public static let kilogramsPerPound = 0.45359237
    /// Kilojoules in a kilocalorie.
    public static let kilojoulesPerKilocalorie = 4.184

    private static let table: [(Unit, [String])] = [
        (Unit("m", .length, factor: 1), ["m", "meter", "meters", "metre", "metres"]),
        (Unit("km", .length, factor: 1000), ["km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"]),
        (Unit("mi", .length, factor: metresPerMile), ["mi", "mile", "miles"]),
        (Unit("yd", .length, factor: 0.9144), ["yd", "yds", "yard", "yards"]),
        (Unit("ft", .length, factor: 0.3048), ["ft", "feet", "foot"]),
        (Unit("kg", .mass, factor: 1), ["kg", "kgs", "kilogram", "kilograms"]),
        (Unit("lb", .mass, factor: kilogramsPerPound), ["lb", "lbs", "pound", "pounds"]),
        (Unit("s", .time, factor: 1), ["s", "sec", "secs", "second", "seconds"]),
        (Unit("min", .time, factor: 60), ["min", "mins", "minute", "minutes"]),
        (Unit("h", .time, factor: 3600), ["h", "hr", "hrs", "hour", "hours"]),
        (Unit("m/s", .speed, factor: 1), ["m/s", "mps", "meters/second", "metres/second"]),
        (Unit("km/h", .speed, factor: 1 / 3.6), ["km/h", "kph", "kmh"]),
        (Unit("mi/h", .speed, factor: metresPerMile / 3600), ["mi/h", "mph"]),
        (Unit("min/km", .pace, factor: 60.0 / 1000), ["min/km"]),
        (Unit("min/mi", .pace, factor: 60 / metresPerMile), ["min/mi", "min/mile"]),
        (Unit("kcal", .energy, factor: 1), ["kcal", "cal", "calories", "kilocalories"]),
        (Unit("kJ", .energy, factor: 1 / kilojoulesPerKilocalorie), ["kj", "kilojoules"]),
    ]

    private static let byWord: [String: Unit] = Dictionary(
        table.flatMap { unit, words in words.map { ($0, unit) } }, uniquingKeysWith: { first, _ in first })
}
