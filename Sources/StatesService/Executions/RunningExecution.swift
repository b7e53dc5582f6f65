import JSON
import SQLite
import StatesLanguage

/// An execution that runs here.
struct RunningExecution {
    var kept: KeptExecution
    let mailbox: ExecutionMailbox
    let task: Task<Void, Never>
}

/// How much of an execution is kept.
struct KeptExecution {
    let number: Int64
    var record: ExecutionRecord
    /// Events that are kept already.
    var eventCount: Int
    /// Its Map Runs as they are kept.
    var mapRuns: [MapRun]
}

/// Hands what an execution is told to the service, which keeps it.
struct ServiceRecorder: ExecutionRecorder {
    let service: StatesService
    let arn: String

    func record(_ input: ExecutionInput, leadingTo execution: Execution) async {
        await service.keep(input, leadingTo: execution, of: arn)
    }
}

extension StatesService {
    /// Runs an execution beside the service.
    func launch(_ record: ExecutionRecord, _ number: Int64, _ execution: Execution) {
        let mailbox = ExecutionMailbox()
        let recorder = ServiceRecorder(service: self, arn: record.arn)
        let interpreter = Interpreter(
            runner: taskRunner(for: record, number), buckets: configuration.buckets,
            clock: clock(startingAt: execution.now),
            cancellation: .suspends)
        let task = Task.detached {
            _ = await interpreter.run(execution, mailbox: mailbox, recorder: recorder)
            await self.ended(record.arn)
        }
        running[record.arn] = RunningExecution(
            kept: KeptExecution(
                number: number, record: record, eventCount: execution.history.count, mapRuns: execution.mapRuns),
            mailbox: mailbox, task: task)
    }

    /// The clock of one execution: real time, or a time of its own that skips waits.
    func clock(startingAt time: Timestamp) -> any ExecutionClock {
        guard configuration.skipsWaits else { return configuration.clock }
        return VirtualClock(now: max(time, now))
    }

    /// Keeps an input with the events that followed from it, and how the execution stands.
    func keep(_ input: ExecutionInput, leadingTo execution: Execution, of arn: String) {
        guard !isSuspended, var entry = running[arn] else { return }
        do {
            try database.transacting { try write(input, leadingTo: execution, &entry.kept) }
            let isTransition = execution.history[(running[arn]?.kept.eventCount ?? 0)...].contains {
                $0.type.rawValue.hasSuffix("StateEntered")
            }
            running[arn] = entry
            // As the service does it: an execution of a machine that is being deleted ends with its next transition.
            if isTransition, !execution.isOver, deleting.contains(entry.kept.record.machine.arn) {
                entry.mailbox.send(.aborted(error: nil, cause: nil, at: configuration.clock.now))
            }
        } catch {
            // What cannot be kept must not go on: after a restart it would go another way.
            configuration.onProblem("\(arn) is halted, because it cannot be kept: \(error)")
            entry.task.cancel()
        }
    }

    /// Writes what ``keep(_:leadingTo:of:)`` keeps, within the caller's transaction.
    func write(_ input: ExecutionInput, leadingTo execution: Execution, _ kept: inout KeptExecution) throws {
        try journal.append(input, to: kept.number)
        try journal.append(execution.history[kept.eventCount...], to: kept.number)
        // One that is over never changes, and there may be many.
        let changed = execution.mapRuns.enumerated().filter { position, run in
            !kept.mapRuns.indices.contains(position) || kept.mapRuns[position] != run
        }
        try mapRunTable.put(changed.map(\.element), of: kept.number)
        kept.mapRuns = execution.mapRuns
        try childTable.put(execution.reportedChildren, of: kept.number)
        kept.eventCount = execution.history.count
        guard execution.isOver else { return }
        kept.record.status = execution.status
        kept.record.outcome.end(execution)
        try executionTable.update(kept.record)
        try taskTable.closeAll(of: kept.number)
        try childTable.abortRunning(of: kept.number, at: execution.now)
    }

    private func ended(_ arn: String) {
        guard let entry = running.removeValue(forKey: arn), !isSuspended else { return }
        let machine = entry.kept.record.machine.arn
        do {
            try finishDeletion(of: machine)
        } catch {
            configuration.onProblem("\(machine) cannot be removed: \(error)")
        }
    }
}
