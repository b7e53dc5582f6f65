/// How much of a time the source gave.
public enum TimePrecision: String, Sendable {
    /// To the second.
    case second
    /// To the minute.
    case minute
    /// A date without a time of day.
    case day
}

/// How the zone of a start time was found.
public enum TimeBasis: String, Sendable {
    /// The cell holds an offset from UTC.
    case offset
    /// The format writes UTC.
    case utc
    /// The cell names a zone.
    case zoneName = "zone_name"
    /// The cell holds an abbreviation such as `EST`.
    case abbreviation
    /// The user named a zone for the upload.
    case userZone = "user_zone"
    /// Wall-clock time, zone unknown.
    case floating
}

/// A wall-clock time as it was written, without a zone.
public struct LocalDateTime: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Seconds after midnight, 0 to 86,399; 0 where the source gave only a day.
    public var secondOfDay: Int
    /// How much of it was given.
    public var precision: TimePrecision

    /// A time from its parts.
    public init(date: CivilDate, secondOfDay: Int = 0, precision: TimePrecision = .day) {
        self.date = date
        self.secondOfDay = secondOfDay
        self.precision = precision
    }

    /// Seconds since 1970-01-01T00:00 of the same wall clock.
    public var wallSeconds: Int {
        date.dayNumber * 86_400 + secondOfDay
    }

    /// The time a number of seconds after 1970-01-01T00:00 of the same wall clock.
    public init(wallSeconds: Int, precision: TimePrecision) {
        let day = wallSeconds >= 0 ? wallSeconds / 86_400 : (wallSeconds - 86_399) / 86_400
        self.init(
            date: CivilDate(dayNumber: day), secondOfDay: wallSeconds - day * 86_400, precision: precision)
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// ISO 8601 to the precision that was given: `2024-08-01`, `2024-08-01T06:30` or `2024-08-01T06:30:05`.
    public var description: String {
        let minutes = "\(padded(secondOfDay / 3600, 2)):\(padded(secondOfDay / 60 % 60, 2))"
        return switch precision {
        case .day: date.description
        case .minute: "\(date)T\(minutes)"
        case .second: "\(date)T\(minutes):\(padded(secondOfDay % 60, 2))"
        }
    }

    /// Reads what ``description`` writes, with a blank or `T` between date and time; nil for any other form.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard let date = parts.first.flatMap({ CivilDate(iso: $0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(date: date)
            return
        }
        let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), fields.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(fields[0]), let minute = Int(fields[1]), let second = fields.count == 3 ? Int(fields[2]) : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        self.init(
            date: date, secondOfDay: hour * 3600 + minute * 60 + second,
            precision: fields.count == 3 ? .second : .minute)
    }
}

/// A point in time, to the second.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var epochSeconds: Int

    /// The instant at a number of seconds after 1970-01-01T00:00:00Z.
    public init(epochSeconds: Int) {
        self.epochSeconds = epochSeconds
    }

    /// Reads RFC 3339, such as `2025-02-19T18:30:00+01:00`, with or without seconds and fractions; nil for other forms.
    public init?(rfc3339 text: some StringProtocol) {
        guard let (local, offset) = Self.split(rfc3339: text) else { return nil }
        self.init(epochSeconds: local.wallSeconds - offset * 60)
    }

    /// The wall clock and the offset from UTC in minutes that an RFC 3339 text holds; nil where it holds no offset.
    public static func split(rfc3339 text: some StringProtocol) -> (local: LocalDateTime, offsetMinutes: Int)? {
        var wall = Substring(text)
        var offset = 0
        if wall.last == "Z" || wall.last == "z" {
            wall.removeLast()
        } else if let sign = wall.lastIndex(where: { $0 == "+" || $0 == "-" }),
            wall.distance(from: wall.startIndex, to: sign) > 10
        {
            let digits = wall[wall.index(after: sign)...].filter { $0 != ":" }
            guard (2...4).contains(digits.utf8.count), let number = Int(digits) else { return nil }
            let minutes = digits.utf8.count == 2 ? number * 60 : number / 100 * 60 + number % 100
            guard minutes <= 14 * 60 else { return nil }
            offset = wall[sign] == "-" ? -minutes : minutes
            wall = wall[..<sign]
        } else {
            return nil
        }
        while wall.last == " " { wall.removeLast() }
        if let dot = wall.lastIndex(of: ".") {
            guard wall[wall.index(after: dot)...].allSatisfy(\.isNumber) else { return nil }
            wall = wall[..<dot]
        }
        guard let local = LocalDateTime(iso: wall), local.precision != .day else { return nil }
        return (local, offset)
    }

    /// The wall clock of a place at a fixed offset from UTC.
    public func local(offsetMinutes: Int, precision: TimePrecision) -> LocalDateTime {
        LocalDateTime(wallSeconds: epochSeconds + offsetMinutes * 60, precision: precision)
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.epochSeconds < right.epochSeconds
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, such as `2024-08-01T06:30:05Z`.
    public var description: String {
        "\(local(offsetMinutes: 0, precision: .second))Z"
    }
}
