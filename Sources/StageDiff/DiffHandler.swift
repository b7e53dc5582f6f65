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
        let result = try workouts.record(input.draft, lines: ObjectLines(reader))
        let output = DiffOutput(input: input, result: result)
        // After the commit: a report that is one rerun late is better than one that tells of what is not stored.
        try completeReport(of: output)
        return output
    }

    private func completeReport(of output: DiffOutput) throws(PipelineError) {
        let key = output.input.reportKey
        let text = try objects.contents(of: key)
        let report: JSON
        do throws(JSONSyntaxError) {
            report = try JSON(parsing: text)
        } catch {
            throw PipelineError(.internalFailure, "The report \(objects.uri(key)) is no JSON: \(error)", cause: error)
        }
        try objects.put(key, DiffReport.completed(report, with: output).bytes(.pretty) + [UInt8(ascii: "\n")])
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
