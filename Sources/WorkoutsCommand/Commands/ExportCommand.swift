import ArgumentParser
import Delimited
import Failures
import Foundation
import JSON
import Storage
import Terminal
import Workouts

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the workouts as CSV or as lines of JSON.",
        discussion: "CSV has one row for each workout; lines of JSON hold all that is known, sets included.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv
        case jsonl
    }

    @OptionGroup var home: HomeOptions
    @OptionGroup var filters: FilterOptions

    @Option(help: "csv or jsonl.")
    var format: Format = .csv

    func run() throws {
        var filter = filters.filter
        filter.newestFirst = false
        var writer = DelimitedWriter()
        if format == .csv { writer.write(Self.columns) }
        try home.workouts()?.workouts(filter) { workout throws(PipelineError) in
            switch format {
            case .jsonl: Terminal.write(workout.text + [UInt8(ascii: "\n")])
            case .csv:
                writer.write(Self.cells(of: try workout.record(), user: workout.user))
                if writer.bytes.count > 1 << 16 {
                    Terminal.write(writer.bytes)
                    writer.removeAll()
                }
            }
            return true
        }
        Terminal.write(writer.bytes)
    }

    private static let texts = [
        "key", "start_local", "start_utc", "time_basis", "activity", "activity_raw", "title", "notes",
    ]
    private static let columns = ["user", "source"] + texts + Measure.allCases.map(\.rawValue) + ["sets"]

    private static func cells(of record: JSON, user: String) -> [String] {
        [user, record["source"]?["format"]?.string ?? ""] + texts.map { record[$0]?.string ?? "" }
            + Measure.allCases.map { record[$0.rawValue]?.number?.description ?? "" }
            + [String(record["sets"]?.array?.count ?? 0)]
    }
}
