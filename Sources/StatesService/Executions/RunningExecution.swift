import JSON
import SQLite
import StatesLanguage

/// An execution that runs here.
struct RunningExecution {
    let number: Int64
    var record: ExecutionRecord
    let mailbox: ExecutionMailbox
    let task: Task<Void, Never>
    /// Events that are kept already.
    var eventCount: Int
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
            number: number, record: record, mailbox: mailbox, task: task, eventCount: execution.history.count)
    }

    /// The clock of one execution: real time, or a time of its own that skips waits.
    func clock(startingAt time: Timestamp) -> any ExecutionClock {
        guard configuration.skipsWaits else { return configuration.clock }
        return VirtualClock(now: max(time, now))
    }

    /// Keeps an input with the events that followed from it, and how the execution stands.
    func keep(_ input: ExecutionInput, leadingTo execution: Execution, of arn: String) {
        guard !isSuspended, var entry = running[arn] else { return }
        if execution.isOver {
            entry.record.status = execution.status
            entry.record.outcome.end(execution)
        }
        do {
            try database.transacting {
                try journal.append(input, to: entry.number)
                try journal.append(execution.history[entry.eventCount...], to: entry.number)
                try mapRunTable.put(execution.mapRuns, of: entry.number)
                if execution.isOver {
                    try executionTable.update(entry.record)
                    try taskTable.closeAll(of: entry.number)
                }
            }
            entry.eventCount = execution.history.count
            running[arn] = entry
        } catch {
            // What cannot be kept must not go on: after a restart it would go another way.
            configuration.onProblem("\(arn) is halted, because it cannot be kept: \(error)")
            entry.task.cancel()
        }
    }

    private func ended(_ arn: String) {
        guard let entry = running.removeValue(forKey: arn), !isSuspended else { return }
        do {
            try finishDeletion(of: entry.record.machine.arn)
        } catch {
            configuration.onProblem("\(entry.record.machine.arn) cannot be removed: \(error)")
        }
    }
}
