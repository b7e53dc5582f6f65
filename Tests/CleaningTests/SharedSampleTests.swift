import Delimited
import Failures
import Foundation
import JSON
import Testing
import Workouts

@testable import Cleaning

/// The samples beside the project. A user who clones the project does not have them: these tests are skipped then.
enum SharedSamples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/formats")

    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The samples of the formats that are read, with what a correct reader finds.
    static let expected: [(path: String, facts: JSON)] = {
        guard isPresent, let text = try? bytes("samples/EXPECTED.json"), let json = try? JSON(parsing: text) else {
            return []
        }
        return (json.object ?? [:]).filter { ["mapmyrun", "strava", "hevy"].contains($0.value["format"]?.string) }
            .map { ($0.key, $0.value) }
    }()
}

@Suite(.enabled(if: SharedSamples.isPresent, "../shared/formats is not beside the project"))
struct SharedSampleTests {
    @Test(arguments: SharedSamples.expected.map(\.path))
    func realExportsGiveTheCountsThatAreKnown(_ path: String) throws {
        let facts = try #require(SharedSamples.expected.first { $0.path == path }).facts
        let cleaned = try Cleaned(SharedSamples.bytes("samples/\(path)"))
        #expect(cleaned.result.counts.rows == facts["records"]?.int)
        #expect(cleaned.result.counts.rejected == 0)
        #expect(cleaned.result.counts.excluded == 0)
        #expect(Set(cleaned.workouts.map(\.key)).count == facts["distinct_workout_keys"]?.int)
        if let sets = facts["sets"]?.int { #expect(cleaned.result.counts.sets == sets) }
        #expect(cleaned.plan.dialect.delimiterText == facts["delimiter"]?.string)
        #expect(cleaned.plan.lineEnd == facts["line_ends"]?.string)
        if let zeros = facts["zero_time_rows"]?.int {
            #expect(cleaned.workouts.count { $0.flags.contains("zero_duration") } == zeros)
        }
        if let september = facts["sept_rows"]?.int {
            #expect(cleaned.workouts.count { $0.startLocal.date.components.month == 9 } >= september)
        }
        if let miles = facts["distance_mi_sum"]?.double {
            let sum = cleaned.workouts.compactMap { $0.measures[.distance] }.reduce(0, +) / 1609.344
            #expect(abs(sum - miles) < 0.02)
        }
    }

    @Test(arguments: [
        ("blank_lines_only", "empty_file"), ("empty", "empty_file"), ("only_bom", "empty_file"),
        ("gzip_renamed", "not_csv_gzip"), ("html_saved_as_csv", "not_csv_html"), ("json_renamed", "not_csv_json"),
        ("xlsx_renamed", "not_csv_zip"), ("missing_required_column", "missing_column"),
    ])
    func filesThatAreNoTablesAreRefusedByName(_ name: String, code: String) throws {
        let error = #expect(throws: PipelineError.self) {
            try Cleaned(SharedSamples.bytes("synthetic/bad/\(name).csv"))
        }
        #expect(error?.code == code)
    }

    @Test(
        arguments: [
            ("cr_only_line_ends", 2, 0, []), ("mixed_line_ends", 3, 0, []), ("no_final_newline", 2, 0, []),
            ("header_case_space_variants", 1, 0, []), ("header_only", 0, 0, []), ("header_repeated_mid_file", 3, 0, []),
            ("utf16le_bom", 2, 0, []), ("utf16_tab_excel_unicode_text", 1, 0, []), ("sep_line_semicolon", 1, 0, []),
            ("windows1252", 1, 0, ["invalid_bytes"]), ("invalid_utf8", 2, 0, ["activity_unknown", "invalid_bytes"]),
            ("nul_bytes", 2, 0, ["nul_bytes"]), ("formula_injection", 6, 0, ["activity_unknown"]),
            ("huge_field", 2, 1, ["field_too_long"]), ("stray_quote", 3, 0, []),
            ("truncated_mid_row", 3, 1, ["truncated_row"]),
            ("unclosed_quote", 4, 1, ["unclosed_quote"]), ("ragged_rows", 5, 2, ["too_many_fields", "too_few_fields"]),
            ("two_files_joined_different_headers", 3, 2, ["schema_changed", "schema_changed"]),
            ("duplicate_rows", 4, 0, []),
        ] as [(String, Int, Int, [String])])
    func badRowsAreToldAndTheOthersContinue(_ name: String, rows: Int, rejected: Int, codes: [String]) throws {
        let cleaned = try Cleaned(SharedSamples.bytes("synthetic/bad/\(name).csv"))
        #expect(cleaned.result.counts.rows == rows)
        #expect(cleaned.result.counts.rejected == rejected)
        #expect(cleaned.codes == codes)
        #expect(cleaned.workouts.count == rows - rejected)
    }
}
