import Cleaning
import Failures
import JSON
import Storage
import Workouts

/// Streams the archived upload into accepted records, rejected rows, reasons and a report.
struct CleanHandler {
    var objects: any ObjectStore

    /// Does the work; doing it again with the same run gives the same, byte for byte.
    ///
    /// - Parameter checkpoint: Throws when it is time to give up.
    /// - Returns: Counts, what Diff needs to know, and where the outputs are.
    /// - Throws: `Rows.TooManyRejected`, after the report is written, where the share of bad rows is too large.
    func handle(_ input: CleanInput, checkpoint: () throws -> Void = {}) throws -> JSON {
        let folder = "reports/\(input.user)/\(input.runID)"
        let keys: JSON = [
            "report": .string("\(folder)/report.json"), "accepted": .string("\(folder)/accepted.jsonl"),
            "rejects": .string("\(folder)/rejects.csv"), "details": .string("\(folder)/rejects.jsonl"),
        ]
        let result = try clean(input, folder: folder, checkpoint: checkpoint)
        let report = result.report(runID: input.runID, file: input.file, plan: input.plan, outputs: keys)
        try objects.put("\(folder)/report.json", report.bytes(.pretty) + [UInt8(ascii: "\n")])
        if result.isThresholdExceeded {
            let counts = result.counts
            throw PipelineError(
                .rowsTooManyRejected,
                "\(counts.rejected) of \(counts.rows) rows could not be read, more than "
                    + "\(input.options.threshold.maxRejectedPercent.short) %, so nothing was stored. The rows and the "
                    + "reasons are in \(objects.uri("\(folder)/rejects.csv")); correct them, or allow more with a higher limit.",
                code: "too_many_rejected",
                details: ["report": .string("\(folder)/report.json"), "outputs": keys, "counts": counts.json])
        }
        return [
            "outputs": keys, "counts": result.counts.json, "period": result.periodJSON,
            "as_of": result.asOf.map { .string($0.description) } ?? .null, "status": .string(result.status),
        ]
    }

    private func clean(_ input: CleanInput, folder: String, checkpoint: () throws -> Void) throws -> CleaningResult {
        let accepted = try objects.create("\(folder)/accepted.jsonl", durability: .processEnd)
        let rejects = try objects.create("\(folder)/rejects.csv")
        let details = try objects.create("\(folder)/rejects.jsonl")
        let reader = try objects.open(input.archive)
        var cleaner: Cleaner
        do {
            cleaner = try Cleaner(
                plan: input.plan, options: input.options.reading, threshold: input.options.threshold,
                now: input.startedAt,
                source: { try reader.read(into: $0) },
                outputs: CleaningOutputs(
                    accepted: { try accepted.write($0) }, rejects: { try rejects.write($0) },
                    details: { try details.write($0) }))
        } catch is PlanMismatch {
            throw PipelineError(
                .uploadChanged,
                "\(objects.uri(input.archive)) is not the file that was looked at before. Import it again.")
        }
        let result = try cleaner.run(checkpoint: checkpoint)
        try accepted.commit()
        try rejects.commit()
        try details.commit()
        return result
    }
}

extension Double {
    /// Without a needless fraction.
    fileprivate var short: String {
        Int(exactly: self).map(String.init) ?? description
    }
}
