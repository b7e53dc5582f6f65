import Failures
import JSON
import SQLite
import StatesLanguage

/// Child executions of Map Runs, among the other executions.
///
/// They are a part of their parent and have no journals: what is kept of them is there to be asked for.
struct ChildTable {
    let database: Database

    /// Notes how children stand that started or ended. Express children are left out, as the API does not tell of them.
    ///
    /// - Parameter parent: The execution that has a journal for all of them, also for children of children.
    func put(_ children: [ChildExecution], of parent: Int64) throws(PipelineError) {
        let kept = children.filter { $0.type == .standard }
        guard !kept.isEmpty else { return }
        let ended = Set(kept.lazy.filter { $0.execution.isOver }.map(\.arn))
        let statement = try Statement(
            database,
            """
            INSERT INTO executions(arn, machine, status, redrives, document, outcome, parent, map_run, items)
            VALUES (?1, ?2, ?3, ?9, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT(arn) DO UPDATE SET status = ?3, redrives = ?9, outcome = ?5 RETURNING number
            """)
        let journal = JournalTable(database: database)
        for child in kept where child.execution.isOver || !ended.contains(child.arn) {
            let record = ExecutionRecord(child)
            statement.bind(1, record.arn).bind(2, record.machine.arn).bind(3, record.status.rawValue)
                .bind(4, JSON.object(record.document).text()).bind(5, JSON.object(record.outcome.document).text())
                .bind(6, parent).bind(7, child.mapRunARN).bind(8, child.itemCount).bind(9, child.redriveCount)
            guard try statement.step() else { continue }
            let number = statement.int64(0)
            statement.reset()
            try journal.append(child.execution.history, to: number)
            try MapRunTable(database: database).put(child.execution.mapRuns, of: number)
        }
    }

    /// Notes that the children are over that an execution left behind when it ended.
    func abortRunning(of parent: Int64, at time: Timestamp) throws(PipelineError) {
        let outcome = ExecutionRecord.Outcome(stopped: time)
        try Statement(
            database,
            "UPDATE executions SET status = 'ABORTED', outcome = ?2 WHERE parent = ?1 AND status = 'RUNNING'"
        ).bind(1, parent).bind(2, JSON.object(outcome.document).text()).run()
    }
}

extension ExecutionRecord {
    /// A child execution as it stands.
    fileprivate init(_ execution: ChildExecution) {
        self.init(
            arn: execution.arn, name: execution.name,
            machine: StateMachine(document: .null, arn: execution.stateMachineARN), version: nil, alias: nil,
            input: execution.input.text(), started: execution.startDate, seed: 0, traceHeader: nil, testCase: nil)
        child = Child(mapRunARN: execution.mapRunARN, itemCount: execution.itemCount)
        status = execution.execution.status
        redriveCount = execution.redriveCount
        outcome.redriven = execution.redriveDate
        outcome.end(execution.execution)
    }
}
