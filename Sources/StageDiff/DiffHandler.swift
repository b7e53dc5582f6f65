import Failures
import JSON
import Storage

/// Stores the accepted records as one import and completes the report that Clean began.
struct DiffHandler {
    var objects: any ObjectStore
    var workouts: any WorkoutStore

    /// Does the work; doing it again with the same run gives the same.
    ///
    /// - Parameter checkDeadline: Throws when it is time to give up; called between blocks of records.
    func handle(
        _ input: DiffInput, checkDeadline: @escaping () throws(PipelineError) -> Void = {}
    ) throws(PipelineError) -> DiffOutput {
        let reader = DeadlineReader(reader: try objects.open(input.acceptedKey), checkDeadline: checkDeadline)
        var incomplete: [UInt8]?
        do throws(PipelineError) {
            // Before the commit: whatever is stored has its report, and where none can be written nothing is stored.
            let result = try workouts.record(input.draft, lines: ObjectLines(reader)) {
                (result) throws(PipelineError) in
                let report = try objects.contents(of: input.reportKey)
                incomplete = report
                try complete(report, with: DiffOutput(input: input, result: result))
            }
            return DiffOutput(input: input, result: result)
        } catch {
            if let incomplete { putBack(incomplete, as: input.reportKey) }
            throw error
        }
    }

    private func complete(_ text: [UInt8], with output: DiffOutput) throws(PipelineError) {
        let key = output.input.reportKey
        let report: JSON
        do throws(JSONSyntaxError) {
            report = try JSON(parsing: text)
        } catch {
            throw PipelineError(.internalFailure, "The report \(objects.uri(key)) is no JSON: \(error)", cause: error)
        }
        try objects.put(key, DiffReport.completed(report, with: output).bytes(.pretty) + [UInt8(ascii: "\n")])
    }

    /// Makes the report again what it was, since the commit failed. Where even that fails, on a full disk, no report is
    /// better than one that tells of what is not stored.
    private func putBack(_ report: [UInt8], as key: String) {
        do throws(PipelineError) {
            if try objects.contents(of: key) != report { try objects.put(key, report) }
        } catch {
            try? objects.delete(key)
        }
    }
}

/// Reads on as long as there is time.
private final class DeadlineReader: ObjectReader {
    private let reader: any ObjectReader
    private let checkDeadline: () throws(PipelineError) -> Void

    init(reader: any ObjectReader, checkDeadline: @escaping () throws(PipelineError) -> Void) {
        self.reader = reader
        self.checkDeadline = checkDeadline
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(PipelineError) -> Int {
        try checkDeadline()
        return try reader.read(into: buffer)
    }
}
