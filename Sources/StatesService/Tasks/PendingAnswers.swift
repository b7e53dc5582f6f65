import StatesLanguage

/// Who waits for the answer to which task.
struct PendingAnswers {
    private var waiting: [String: CheckedContinuation<TaskOutcome?, Never>] = [:]

    mutating func wait(for token: String, _ continuation: CheckedContinuation<TaskOutcome?, Never>) {
        waiting.updateValue(continuation, forKey: token)?.resume(returning: nil)
    }

    /// Hands an answer, or nil for none, to who waits for it.
    mutating func deliver(_ outcome: TaskOutcome?, to token: String) {
        waiting.removeValue(forKey: token)?.resume(returning: outcome)
    }
}

extension StatesService {
    /// The answer to a task that was opened; nil when the surrounding task is cancelled first.
    func answer(to token: String) async -> TaskOutcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // The answer may be there already, since before a restart or since the task was sent.
                if let outcome = try? taskTable.find(token)?.outcome {
                    continuation.resume(returning: outcome)
                } else if Task.isCancelled {
                    continuation.resume(returning: nil)
                } else {
                    pendingAnswers.wait(for: token, continuation)
                }
            }
        } onCancel: {
            Task { await self.giveUp(token) }
        }
    }

    private func giveUp(_ token: String) {
        pendingAnswers.deliver(nil, to: token)
    }

    func openTask(_ request: TaskRequest, of execution: Int64) throws -> TaskTable.Row {
        try taskTable.open(request.taskToken ?? makeTaskToken(), of: execution, request, at: now)
    }

    func markUnderWay(_ token: String) throws {
        try taskTable.hear(token, at: now)
    }

    /// Notes that answers come too late now.
    func closeTask(_ token: String) throws {
        // A service that is about to end leaves its tasks to the next one.
        if !isSuspended { try taskTable.close(token) }
    }

    /// When a task's time is over as things are now, and which of its two times that is; nil where it has all the time.
    ///
    /// - Parameter heartbeatFromStart: Whether signs of life are due from the start, not from when a worker took it.
    func expiry(
        of token: String, _ request: TaskRequest, heartbeatFromStart: Bool
    ) throws -> (time: Timestamp, outcome: TaskOutcome)? {
        guard let row = try taskTable.find(token) else { return nil }
        var ends: [(time: Timestamp, outcome: TaskOutcome)] = []
        if let timeout = request.timeout { ends.append((row.opened + timeout, .timedOut(cause: nil))) }
        if let heartbeat = request.heartbeat {
            // Nobody has to give signs of life before somebody has the task.
            let heard = row.isUnderWay || heartbeatFromStart ? row.heard : now
            ends.append((heard + heartbeat, .heartbeatTimedOut(cause: nil)))
        }
        return ends.min { $0.time < $1.time }
    }

    private func makeTaskToken() -> String {
        // The letters that the tokens of executions begin with, too.
        TaskToken.prefix + (0..<4).map { _ in makeID().filter { $0 != "-" } }.joined()
    }
}
