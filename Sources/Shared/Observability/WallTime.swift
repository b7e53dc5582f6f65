import Glibc

/// A moment of the civil calendar in UTC, to the millisecond.
public struct WallTime: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// A moment.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moment that the machine's clock shows.
    public static func now() -> WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// RFC 3339 with milliseconds: `2026-11-23T22:33:44.567Z`.
    public var timestamp: String {
        let (year, month, day) = civilDate
        return "\(year)-\(Self.padded(month))-\(Self.padded(day))T\(timeOfDay)Z"
    }

    /// `22:33:44.567`.
    public var timeOfDay: String {
        let inDay = Int(milliseconds - days * 86_400_000)
        let (seconds, fraction) = (inDay / 1000, inDay % 1000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0) }.joined(separator: ":")
        return clock + "." + Self.padded(fraction, to: 3)
    }

    private var days: Int64 {
        (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
    }

    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day comes last.
    private var civilDate: (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
