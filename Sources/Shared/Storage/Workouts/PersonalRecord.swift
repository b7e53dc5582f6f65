public import JSON

/// A best of a user that an import set.
public struct PersonalRecord: Hashable, Sendable {
    /// What it is the best of.
    public enum Kind: String, CaseIterable, Sendable {
        /// Distance of an activity, metres.
        case farthest
        /// Elapsed time of an activity, seconds.
        case longest
        /// Mean speed of an activity over at least a kilometre, metres a second.
        case fastest
        /// Estimated one-repetition maximum of an exercise, kilograms.
        case oneRepMax = "one_rep_max"

        /// The symbol of its unit.
        public var unit: String {
            switch self {
            case .farthest: "m"
            case .longest: "s"
            case .fastest: "m/s"
            case .oneRepMax: "kg"
            }
        }
    }

    /// What it is the best of.
    public var kind: Kind
    /// The activity's name in our vocabulary, or the exercise as the file names it.
    public var subject: String
    /// In the unit of the kind.
    public var value: Double
    /// The workout that holds it.
    public var workout: String
    /// The day of the workout, ISO 8601.
    public var date: String
    /// What the best was before the import; nil where there was none.
    public var previous: Double?

    /// As the output of a stage.
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), kind == .oneRepMax ? "exercise" : "activity": .string(subject),
            "value": number(value), "unit": .string(kind.unit), "workout": .string(workout), "date": .string(date),
            "previous": previous.map(number) ?? .null,
        ]
    }

    /// Reads what ``json`` writes; nil for anything else.
    init?(json: JSON) {
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let subject = json[kind == .oneRepMax ? "exercise" : "activity"]?.string, let value = json["value"]?.double,
            let workout = json["workout"]?.string, let date = json["date"]?.string
        else { return nil }
        self.init(
            kind: kind, subject: subject, value: value, workout: workout, date: date, previous: json["previous"]?.double
        )
    }

    init(kind: Kind, subject: String, value: Double, workout: String, date: String, previous: Double?) {
        self.kind = kind
        self.subject = subject
        self.value = value
        self.workout = workout
        self.date = date
        self.previous = previous
    }
}

/// A whole number without a fraction, so that texts are the same whatever computed it.
private func number(_ value: Double) -> JSON {
    Int(exactly: value).map { .int($0) } ?? .double(value)
}
