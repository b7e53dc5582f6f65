import StatesLanguage
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
        ("2000-02-29T23:59:59.999999Z", "2000-02-29T23:59:59.999Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        ("2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00.000Z"),
        ("9999-12-31T23:59:59-18:00", "10000-01-01T17:59:59.000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
    ])
    func dateIsReadAndWritten(_ text: String, _ written: String) throws {
        #expect(try #require(Timestamp(text)).iso8601 == written)
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01t00:00:00z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00Zx",
    ])
    func otherTextIsNoTimestamp(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func additionCarriesBothWays() {
        let time = Timestamp(seconds: 10, nanoseconds: 900_000_000)
        #expect(time + .milliseconds(200) == Timestamp(seconds: 11, nanoseconds: 100_000_000))
        #expect(time + .milliseconds(-1000) == Timestamp(seconds: 9, nanoseconds: 900_000_000))
        #expect((time + .milliseconds(200)) - time == .milliseconds(200))
    }
}
