import JSON
import SQLite
import StatesLanguage

extension StatesService {
    /// Ends an execution that is kept as running although nothing runs it: it was halted, or could not be gone on with.
    func abandon(_ record: ExecutionRecord, _ number: Int64, error: String? = nil, cause: String? = nil) throws {
        let kept = KeptExecution(
            number: number, record: record, eventCount: try journal.eventCount(of: number), mapRuns: [])
        let input = ExecutionInput.aborted(error: error, cause: cause, at: configuration.clock.now)
        try database.transacting {
            if try !abort(kept, by: input) { try close(kept, by: input, error: error, cause: cause) }
        }
    }

    /// Ends what its journal still makes an execution of.
    ///
    /// - Returns: Whether there is one.
    private func abort(_ kept: KeptExecution, by input: ExecutionInput) throws -> Bool {
        var kept = kept
        guard var execution = try? remake(kept.record, kept.number), execution.hasStarted,
            !execution.isOver, execution.history.count >= kept.eventCount
        else { return false }
        execution.receive(input)
        try write(input, leadingTo: execution, &kept)
        return true
    }

    /// Ends an execution of which nothing but the record is left.
    private func close(
        _ kept: KeptExecution, by input: ExecutionInput, error: String?, cause: String?
    ) throws {
        var record = kept.record
        record.status = .aborted
        record.outcome.stopped = now
        (record.outcome.error, record.outcome.cause) = (error, cause)
        try journal.append(input, to: kept.number)
        try journal.appendAbort(error: error, cause: cause, at: now, as: kept.eventCount + 1, to: kept.number)
        try executionTable.update(record)
        try taskTable.closeAll(of: kept.number)
        try childTable.abortRunning(of: kept.number, at: now)
        try mapRunTable.abortRunning(of: kept.number, at: now)
    }

    /// Ends the executions of a machine that nothing runs.
    func abandonExecutions(of machine: String) throws {
        guard !isSuspended else { return }
        for (record, number) in try executionTable.running()
        where record.machine.arn == machine && running[record.arn] == nil {
            try abandon(record, number)
        }
    }
}
