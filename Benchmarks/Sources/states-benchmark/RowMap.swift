import BenchmarkKit
import Foundation
import JSON
import StatesLanguage

/// A distributed Map over the rows of delimited text, each row a child execution.
struct RowMap {
    var rows: Int

    private static let definition: JSON = [
        "StartAt": "Rows",
        "States": [
            "Rows": [
                "Type": "Map", "Label": "Rows",
                "ItemReader": [
                    "Resource": "arn:aws:states:::s3:getObject",
                    "ReaderConfig": ["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"],
                    "Parameters": ["Bucket": "in", "Key": "rows.csv"],
                ],
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"], "StartAt": "P",
                    "States": ["P": ["Type": "Wait", "Seconds": 1, "End": true]],
                ],
                "ResultWriter": [
                    "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": "out", "Prefix": "results"],
                    "WriterConfig": ["Transformation": "COMPACT", "OutputType": "JSONL"],
                ], "End": true,
            ]
        ],
    ]

    /// What the run took.
    struct Outcome {
        var rows: Int
        var seconds: Double
        var written: Int
        var peakKilobytes: Int

        var text: String {
            let time = String(format: "%.1f s", seconds)
            return "distributed Map over \(rows) rows, 10000 children at once: \(time), \(written) results in files, "
                + "peak memory \((peakKilobytes + 1023) / 1024) MB"
        }
    }

    func run() async throws -> Outcome {
        talk("Running a distributed Map over \(rows) rows …")
        let buckets = GeneratedRows(rows: rows)
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), buckets: buckets,
            clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
        let clock = ContinuousClock()
        let start = clock.now
        let finished = await interpreter.run(Execution(try Definition(Self.definition), input: [:]))
        let seconds = (clock.now - start) / .seconds(1)
        guard finished.status == .succeeded, let run = finished.mapRuns.first else {
            throw BenchmarkFailure("The distributed Map failed: \(finished.cause ?? "")")
        }
        return Outcome(
            rows: run.itemCounts.succeeded, seconds: seconds, written: buckets.lines, peakKilobytes: Self.peak())
    }

    /// The most memory that this process ever held, as the kernel notes it, in kilobytes.
    private static func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
