import JSON
import SQLite
import StatesLanguage

extension Operation {
    static let redrive = [
        Operation(
            "RedriveExecution",
            [.required("executionArn", .arn), .optional("clientToken", .text(1...64, pattern: .printable))]
        ) { try await $0.redriveExecution($1) }
    ]
}

extension StatesService {
    func redriveExecution(_ request: Request) async throws -> JSONObject {
        let arn = try execution(request).record.arn
        // One that ended this moment may still be on its way out.
        if let entry = running[arn], entry.kept.record.status != .running { await entry.task.value }
        let (record, number) = try execution(request)
        let token = request.text("clientToken")
        if let token, let known = record.outcome.redriveTokens.date(of: token, at: now) {
            return ["redriveDate": known.epochSeconds]
        }
        if let obstacle = try redriveObstacle(record, number) { throw notRedrivable(obstacle) }
        var execution = try remake(record, number)
        // Where waits take no time, an execution may have ended in the future.
        let time = max(now, execution.now)
        var kept = KeptExecution(number: number, record: record, eventCount: execution.history.count, mapRuns: [])
        do throws(RedriveError) {
            try execution.redrive(at: time)
        } catch {
            throw notRedrivable(error.description)
        }
        execution.run()
        kept.record.redrive(token: token, at: time)
        try database.transacting {
            try executionTable.update(kept.record)
            try write(.redriven(at: time), leadingTo: execution, &kept)
        }
        if !execution.isOver { launch(kept.record, number, execution) }
        return ["redriveDate": time.epochSeconds]
    }

    /// Why an execution cannot be redriven as things are, as DescribeExecution words it; nil where it can.
    func redriveObstacle(_ record: ExecutionRecord, _ number: Int64) throws -> String? {
        if record.child == nil {
            if deleting.contains(record.machine.arn) { return "State machine is in DELETING status" }
            if try executionTable.isOrphan(record.arn) { return "State machine is deleted" }
        }
        let obstacle = ExecutionNotRedrivable(
            status: record.status, type: record.machine.type, eventCount: try journal.eventCount(of: number),
            started: record.started, ended: record.outcome.stopped ?? now, now: now)
        if obstacle == nil, record.child != nil {
            return "Child executions are redriven with the execution of their Map Run"
        }
        return obstacle?.reason
    }

    private func notRedrivable(_ reason: String) -> ServiceError {
        ServiceError("ExecutionNotRedrivable", reason)
    }
}

extension ExecutionRecord {
    /// Runs again: nothing of how it ended holds any longer.
    fileprivate mutating func redrive(token: String?, at time: Timestamp) {
        var tokens = outcome.redriveTokens
        if let token { tokens.add(token, at: time) }
        status = .running
        redriveCount += 1
        outcome = Outcome(redriven: time, redriveTokens: tokens)
    }
}
