import Testing
import Workouts

@testable import Formats

private func withCell<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Array(text.utf8).withUnsafeBufferPointer(body)
}

@Suite struct CellTests {
    @Test(arguments: [
        ("Aug. 1, 2024", "2024-08-01"), ("31-Jul-24", "2024-07-31"), ("31-Jul-2024", "2024-07-31"),
        ("July 31, 2024", "2024-07-31"), ("20-06-23", "2023-06-20"), ("2024-08-01", "2024-08-01"),
        ("Sept. 5, 2016", "2016-09-05"), ("Aug 1, 2024", "2024-08-01"), ("1-Jan-70", "1970-01-01"),
        ("01.08.2024", "2024-08-01"), ("Jul 14, 2020, 10:36:55 PM", "2020-07-14T22:36:55"),
        ("Jul 14, 2020, 10:36:55\u{202F}PM", "2020-07-14T22:36:55"), ("09.12.2022, 15:24:49", "2022-12-09T15:24:49"),
        ("2018-09-12 15:02:23", "2018-09-12T15:02:23"), ("8 Apr 2026, 16:50", "2026-04-08T16:50"),
        ("1 Sept. 2026, 07:30", "2026-09-01T07:30"), ("16 März 2026, 18:00", "2026-03-16T18:00"),
        ("16 Juni 2026, 18:00", "2026-06-16T18:00"), ("5 9월 2026, 08:00", "2026-09-05T08:00"),
        ("Sep 22, 2026, 6:00 AM", "2026-09-22T06:00"), ("Nov 2, 2025, 12:30 AM", "2025-11-02T00:30"),
        ("22.09.2026, 17:00", "2026-09-22T17:00"), ("14 juil. 2020, 22:36:55", "2020-07-14T22:36:55"),
        ("2024-02-29", "2024-02-29"), ("25/04/2024", "2024-04-25"), ("04/27/2024", "2024-04-27"),
    ])
    func datesAreReadInEverySpelling(_ text: String, iso: String) {
        let cell = withCell(text) { DateCell.parse($0, order: nil) }
        guard case .value(let local, _) = cell else {
            Issue.record("\(text) was read as \(cell)")
            return
        }
        #expect(local.description == iso)
    }

    @Test(arguments: [
        ("2025-02-19T10:00:00Z", "2025-02-19T10:00:00", 0), ("2025-02-19T18:30:00+01:00", "2025-02-19T18:30:00", 60),
        ("2026-06-29T04:56:39.712Z", "2026-06-29T04:56:39", 0),
        ("2026-03-07 09:01:00 +00:00", "2026-03-07T09:01:00", 0),
        ("2016-01-03 15:58:02-0400", "2016-01-03T15:58:02", -240),
    ])
    func offsetsAreKept(_ text: String, iso: String, offset: Int) {
        #expect(
            withCell(text) { DateCell.parse($0, order: nil) }
                == LocalDateTime(iso: iso).map { .value($0, offsetMinutes: offset) })
    }

    @Test(arguments: [
        ("30-02-24", DateCell.impossible), ("2024-02-30", .impossible), ("31-31-2020", .impossible),
        ("2023-02-29", .impossible), ("Foo. 1, 2024", .unreadable), ("yesterday", .unreadable),
        ("45409", .serial(45409)),
        ("03/04/2024", .ambiguous), ("", .missing), ("  ", .missing), ("12", .unreadable),
        ("2024-08-01-02", .unreadable),
        ("8 Apr 2026, 25:00", .impossible), ("8 Apr 2026, 13:00 PM", .impossible),
        ("12345678901234567890", .unreadable),
    ])
    func whatIsNoDateSaysWhy(_ text: String, expected: DateCell) {
        #expect(withCell(text) { DateCell.parse($0, order: nil) } == expected)
    }

    @Test func slashesFollowTheOrderOfTheFile() {
        let value = { (order: DateOrder) in withCell("03/04/2024") { DateCell.parse($0, order: order) } }
        #expect(value(.dayFirst) == LocalDateTime(iso: "2024-04-03").map { .value($0, offsetMinutes: nil) })
        #expect(value(.monthFirst) == LocalDateTime(iso: "2024-03-04").map { .value($0, offsetMinutes: nil) })
    }

    @Test(arguments: [
        ("1,406", DecimalMark.point, NumberCell.value(1406)), ("10,596", .point, .value(10596)),
        ("9,44", .comma, .value(9.44)), ("9,44", .point, .notANumber), ("1.234,5", .comma, .value(1234.5)),
        ("1 234", .point, .value(1234)), ("1\u{A0}234", .point, .value(1234)), ("--", .point, .missing),
        ("--:--:--", .point, .missing), ("x", .point, .missing), ("null", .point, .missing), ("None", .point, .missing),
        ("", .point, .missing), ("NaN", .point, .notANumber), ("Infinity", .point, .notANumber),
        ("1e308", .point, .value(1e308)), ("1e999", .point, .notANumber), ("-3.1", .point, .value(-3.1)),
        ("0.781348466873169", .point, .value(0.781348466873169)),
        ("6325.60009765625", .point, .value(6325.60009765625)),
        ("12abc", .point, .notANumber), (".5", .point, .value(0.5)), ("5.", .point, .value(5)), ("-", .point, .missing),
    ])
    func numbersAreReadByTheMarkOfTheirColumn(_ text: String, mark: DecimalMark, expected: NumberCell) {
        #expect(withCell(text) { NumberCell.parse($0, mark: mark) } == expected)
    }

    @Test(arguments: [
        ("1215", NumberCell.value(1215)), ("25:46", .value(1546)), ("1:20:47", .value(4847)),
        ("00:08:02.2", .value(482.2)),
        ("1h 13m", .value(4380)), ("31m", .value(1860)), ("53s", .value(53)), ("12:61", .notANumber),
        ("soon", .notANumber),
    ])
    func durationsAreReadInEverySpelling(_ text: String, expected: NumberCell) {
        #expect(withCell(text) { DurationCell.parse($0, secondsPerUnit: 1, mark: .point) } == expected)
    }

    @Test(arguments: [
        (["3,1"], UInt8(ascii: ";"), DecimalMark.comma), (["3.1", "2.5", "3,1"], UInt8(ascii: ","), .point),
        (["1,234"], UInt8(ascii: ","), .point), (["1,234"], UInt8(ascii: ";"), .comma),
        (["9,44", "1.234,5"], 44, .comma),
    ])
    func aColumnHasOneDecimalMark(_ cells: [String], delimiter: UInt8, mark: DecimalMark) {
        var evidence = DecimalEvidence()
        for cell in cells { withCell(cell) { evidence.add($0) } }
        #expect(evidence.mark(delimiter: delimiter) == mark)
    }
}
