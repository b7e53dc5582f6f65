import Foundation
import JSON
import TestSupport
import Testing

/// The samples beside the project through the real command.
@Suite(.enabled(if: SharedFolder.isPresent, "\(SharedFolder.missing)"), .timeLimit(.minutes(5)))
struct SharedSampleTests {
    let home = Home()

    private static let expected: [(path: String, facts: JSON)] = {
        guard let data = try? Data(contentsOf: URL(filePath: SharedFolder.path("samples/EXPECTED.json"))),
            let json = try? JSON(parsing: Array(data))
        else { return [] }
        let formats = ["mapmyrun", "generic", "strava", "hevy"]
        return (json.object ?? [:]).filter { formats.contains($0.value["format"]?.string ?? "") }
            .map { ($0.key, $0.value) }
    }()

    @Test(arguments: expected.map(\.path))
    func theCountsThatAreKnownHold(_ path: String) async throws {
        let facts = try #require(Self.expected.first { $0.path == path }).facts
        let run = try await home.workouts("import", "--json", SharedFolder.path("samples/\(path)"))
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.documents().first)
        let counts = report["counts"]
        #expect(report["file"]?["format"] == facts["format"])
        #expect(report["file"]?["sha256"] == facts["sha256"])
        #expect(report["file"]?["bytes"] == facts["bytes"])
        #expect(counts?["rows"] == facts["records"])
        #expect(counts?["blank"] == facts["blank_records"])
        #expect(counts?["rejected"] == 0)
        #expect(counts?["new"] == facts["distinct_workout_keys"])
        if let sets = facts["sets"] { #expect(counts?["sets"] == sets) }
        #expect(report.sumsClose)
        #expect(home.workoutCount == facts["distinct_workout_keys"]?.int)
    }

    private static let reexports = ["2023-11-07", "2023-12-06", "2024-01-22"]

    private func importReexport(_ date: String, into home: Home) async throws -> JSON {
        let path = SharedFolder.path("samples/strava/reexport_a_\(date).csv")
        let run = try await home.workouts("import", "--json", path)
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try run.documents().first)
    }

    @Test func reexportsInDateOrderBringOnlyWhatIsNew() async throws {
        var new: [Int?] = []
        for date in Self.reexports {
            let report = try await importReexport(date, into: home)
            new.append(report["counts"]?["new"]?.int)
            #expect(report["counts"]?["changed"] == 0)
            #expect(report["counts"]?["superseded"] == 0)
            #expect(report["counts"]?["rejected"] == 0)
            #expect(report.sumsClose)
        }
        #expect(new == [25, 20, 20])
    }

    @Test(arguments: [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func reexportsInAnyOrderLeaveTheSameStore(_ order: [Int]) async throws {
        let reference = Home()
        for date in Self.reexports { _ = try await importReexport(date, into: reference) }
        for index in order { _ = try await importReexport(Self.reexports[index], into: home) }
        for arguments in [["export", "--format", "jsonl"], ["export"], ["list"], ["summary", "--by", "week"]] {
            let expected = try await reference.workouts(arguments)
            let found = try await home.workouts(arguments)
            #expect(!expected.output.isEmpty)
            #expect(found.output == expected.output, "\(arguments)")
        }
        let query = """
            SELECT group_concat(line, char(10)) FROM (
              SELECT key || ' ' || text || ' ' || coalesce(distance_m, '') || ' ' || coalesce(elapsed_s, '') AS line
              FROM workouts JOIN records ON records.id = workouts.record ORDER BY key)
            """
        let rows = StoreDump.value(query, in: home.database)
        #expect(rows != nil)
        #expect(rows == StoreDump.value(query, in: reference.database))
    }

    struct BadFile: CustomTestStringConvertible {
        var name: String
        /// What goes in; nil where nothing may.
        var stored: Int?
        /// Part of what is said.
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ stored: Int?, _ says: String) {
            self.name = name
            self.stored = stored
            self.says = says
        }
    }

    static let badFiles: [BadFile] = [
        BadFile("blank_lines_only", nil, "The file is empty"), BadFile("empty", nil, "The file is empty"),
        BadFile("only_bom", nil, "The file is empty"), BadFile("gzip_renamed", nil, "compressed with gzip"),
        BadFile("html_saved_as_csv", nil, "a web page"), BadFile("json_renamed", nil, "JSON, not CSV"),
        BadFile("xlsx_renamed", nil, "a zip archive or a spreadsheet"),
        BadFile("missing_required_column", nil, "has no column"),
        BadFile("mixed_dates", nil, "rows could not be read, more than 20 %"),
        BadFile("negative_and_absurd", nil, "8 of 11 rows could not be read"),
        BadFile("ragged_rows", nil, "2 of 5 rows could not be read"),
        BadFile("two_files_joined_different_headers", nil, "2 of 3 rows could not be read"),
        BadFile("header_only", 0, "the file has a header and no rows"),
        BadFile("cr_only_line_ends", 2, "2 new"), BadFile("mixed_line_ends", 3, "3 new"),
        BadFile("no_final_newline", 2, "2 new"), BadFile("header_case_space_variants", 1, "1 new"),
        BadFile("header_repeated_mid_file", 3, "3 new"), BadFile("utf16le_bom", 2, "2 new"),
        BadFile("utf16_tab_excel_unicode_text", 1, "1 new"), BadFile("sep_line_semicolon", 1, "1 new"),
        BadFile("windows1252", 1, "invalid_bytes"), BadFile("invalid_utf8", 2, "invalid_bytes"),
        BadFile("nul_bytes", 2, "nul_bytes (line 3)"), BadFile("formula_injection", 6, "6 new"),
        BadFile("huge_field", 1, "field_too_long (line 2)"), BadFile("stray_quote", 3, "3 new"),
        BadFile("truncated_mid_row", 2, "truncated_row (line 4)"),
        BadFile("unclosed_quote", 3, "unclosed_quote (line 3)"),
        BadFile("duplicate_rows", 2, "conflicting_duplicate (line 4)"),
    ]

    @Test(arguments: badFiles)
    func aBadFileGetsAClearAnswer(_ file: BadFile) async throws {
        let path = SharedFolder.path("synthetic/bad/\(file.name).csv")
        let run = try await home.workouts("import", path, within: .seconds(30))
        #expect(run.status == (file.stored == nil ? 1 : 0))
        #expect("\(run.output)\(run.errors)".contains(file.says), "\(run.output)\(run.errors)")
        #expect(home.workoutCount == file.stored ?? 0)
        #expect(run.errors.hasPrefix("Error: \(file.name).csv was not imported: ") == (file.stored == nil))

        let again = try await home.workouts("import", "--json", path)
        let report = try #require(try again.documents().first)
        #expect(report["counts"]?["new"] == 0)
        if file.stored == nil {
            #expect(report["status"] == "failed")
            #expect(report["error"]?["message"]?.string?.contains(file.says) == true)
        }
    }

    @Test func everyBadFileIsListed() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: SharedFolder.path("synthetic/bad"))
        #expect(Set(names) == Set(Self.badFiles.map { "\($0.name).csv" }))
    }
}
