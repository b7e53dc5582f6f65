import JSON
import Storage

/// The report of an upload, completed with what the comparison found.
enum DiffReport {
    /// The report with its counts, codes, import and status.
    ///
    /// Every value is set, none is added to, so that completing a completed report changes nothing.
    static func completed(_ report: JSON, with output: DiffOutput) -> JSON {
        var report = report.object ?? [:]
        var counts = report["counts"]?.object ?? [:]
        for (name, value) in output.counts { counts[name] = value }
        report["counts"] = .object(counts)
        report["status"] = .string(output.input.status)
        report["by_code"] = .array(byCode(report["by_code"]?.array ?? [], with: output))
        report["import"] = .int(output.result.number)
        return .object(report)
    }

    private static func byCode(_ entries: [JSON], with output: DiffOutput) -> [JSON] {
        let result = output.result
        let added = [
            entry("duplicate_in_file", "info", result.counts.duplicateRows, result.firstDuplicateLines),
            entry("conflicting_duplicate", "flagged", result.counts.conflictingRows, result.firstConflictingLines),
        ]
        let codes = added.map { $0["code"] }
        return entries.filter { !codes.contains($0["code"]) } + added.filter { $0["rows"] != 0 }
    }

    private static func entry(_ code: String, _ severity: String, _ rows: Int, _ lines: [Int]) -> JSON {
        [
            "code": .string(code), "severity": .string(severity), "rows": .int(rows),
            "first_lines": .array(lines.map { .int($0) }),
        ]
    }
}
