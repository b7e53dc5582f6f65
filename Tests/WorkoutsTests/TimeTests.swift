import Testing
import Workouts

@Suite struct TimeTests {
    @Test(arguments: [
        (1970, 1, 1, 0, 4), (2000, 2, 29, 11016, 2), (2024, 12, 31, 20088, 2), (1969, 12, 31, -1, 3),
        (2026, 11, 23, 20780, 1),
    ])
    func daysAreNumberedFrom1970(year: Int, month: Int, day: Int, number: Int, weekday: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.dayNumber == number)
        #expect(date.components == (year, month, day))
        #expect(date.weekday == weekday)
    }

    @Test(arguments: [
        (2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (2024, 0, 1), (2024, 1, 0), (0, 1, 1), (1900, 2, 29),
    ])
    func daysThatTheCalendarLacksAreNone(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        ("2024-12-30", 2025, 1), ("2021-01-03", 2020, 53), ("2024-01-01", 2024, 1), ("2026-11-23", 2026, 48),
    ])
    func weeksAreThoseOfISO8601(_ iso: String, year: Int, week: Int) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(date.isoWeek == (year, week))
    }

    @Test(arguments: ["2024-08-01", "2024-08-01T06:30", "2024-08-01T06:30:05"])
    func timesAreWrittenToThePrecisionTheyWereGiven(_ iso: String) {
        #expect(LocalDateTime(iso: iso)?.description == iso)
    }

    @Test(arguments: ["2024-8-1", "2024-08-01T24:00", "2024-08-01T06:60", "2024-08-01T6:30", "", "2024-02-30"])
    func whatIsNoTimeIsNone(_ iso: String) {
        #expect(LocalDateTime(iso: iso) == nil)
    }

    @Test(arguments: [
        ("2025-02-19T18:30:00+01:00", "2025-02-19T17:30:00Z"), ("2025-02-19T18:30Z", "2025-02-19T18:30:00Z"),
        ("2025-01-01T00:30:00.999-0430", "2025-01-01T05:00:00Z"),
        ("2026-03-07 09:01:00 +00:00", "2026-03-07T09:01:00Z"),
    ])
    func instantsAreInUTC(_ text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.description == utc)
    }

    @Test(arguments: ["2025-02-19T18:30:00", "2025-02-19Z", "2025-02-19T18:30:00+15:00", "now"])
    func aTimeWithoutAZoneIsNoInstant(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }
}
