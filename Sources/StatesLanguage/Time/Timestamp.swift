/// An instant, to the nanosecond, in the calendar that ISO 8601 writes.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    public var seconds: Int64
    /// Nanoseconds past the second, 0 to 999,999,999.
    public var nanoseconds: Int32

    /// An instant by its distance from the start of 1970.
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, cut off where they do not fit.
    var milliseconds: Int {
        let (product, overflow) = Int(seconds).multipliedReportingOverflow(by: 1000)
        return overflow ? (seconds < 0 ? .min : .max) : product &+ Int(nanoseconds) / 1_000_000
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The instant that lies a duration later.
    public static func + (instant: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = Int64(instant.nanoseconds) + attoseconds / 1_000_000_000
        let carry = (nanoseconds >= 1_000_000_000 ? 1 : 0) - (nanoseconds < 0 ? 1 : 0)
        let (sum, overflow) = instant.seconds.addingReportingOverflow(seconds + Int64(carry))
        return Timestamp(
            seconds: overflow ? Int64.max : sum, nanoseconds: Int32(nanoseconds - Int64(carry) * 1_000_000_000))
    }

    /// How long after another instant this one is; negative when it is before.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        let (seconds, overflow) = left.seconds.subtractingReportingOverflow(right.seconds)
        if overflow { return .seconds(Int64.max / 4) }
        return .seconds(seconds) + .nanoseconds(Int64(left.nanoseconds) - Int64(right.nanoseconds))
    }
}
