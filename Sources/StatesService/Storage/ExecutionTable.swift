import Failures
import JSON
import SQLite
import StatesLanguage

/// The executions, with their journals and events.
struct ExecutionTable {
    /// What ListExecutions filters by.
    struct Filter {
        /// Whose executions.
        enum Owner {
            case machine(String)
            case mapRun(String)
        }

        var owner: Owner
        var version: String?
        var alias: String?
        var status: String?
        var isRedriven: Bool?

        init(owner: Owner, _ request: Request) {
            self.owner = owner
            status = request.text("statusFilter")
            isRedriven = request.text("redriveFilter").map { $0 == "REDRIVEN" }
        }
    }

    let database: Database

    private static let columns = "arn, document, version, alias, status, redrives, outcome, number, map_run, items"

    /// - Returns: The number that journal, events and tasks refer to.
    func insert(_ record: ExecutionRecord) throws(PipelineError) -> Int64 {
        try Statement(
            database,
            """
            INSERT INTO executions(arn, machine, version, alias, status, redrives, document, outcome)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """
        )
        .bind(1, record.arn).bind(2, record.machine.arn).bind(3, record.version).bind(4, record.alias)
        .bind(5, record.status.rawValue).bind(6, record.redriveCount)
        .bind(7, JSON.object(record.document).text()).bind(8, JSON.object(record.outcome.document).text()).run()
        return database.lastRow
    }

    /// Notes how an execution stands.
    func update(_ record: ExecutionRecord) throws(PipelineError) {
        try Statement(database, "UPDATE executions SET status = ?2, redrives = ?3, outcome = ?4 WHERE arn = ?1")
            .bind(1, record.arn).bind(2, record.status.rawValue).bind(3, record.redriveCount)
            .bind(4, JSON.object(record.outcome.document).text()).run()
    }

    func find(_ arn: String) throws(PipelineError) -> (record: ExecutionRecord, number: Int64)? {
        let statement = try Statement(database, "SELECT \(Self.columns) FROM executions WHERE arn = ?1").bind(1, arn)
        return try statement.step() ? Self.row(statement) : nil
    }

    /// Those that run, in the order they were started.
    func running() throws(PipelineError) -> [(record: ExecutionRecord, number: Int64)] {
        try rows(
            Statement(
                database,
                "SELECT \(Self.columns) FROM executions WHERE status = 'RUNNING' AND parent IS NULL ORDER BY number"))
    }

    /// The newest first.
    ///
    /// - Parameter start: Only those with a lower number; 0 for all.
    func list(
        _ filter: Filter, before start: Int64, limit: Int
    ) throws(PipelineError) -> [(record: ExecutionRecord, number: Int64)] {
        let (column, owner) =
            switch filter.owner {
            case .machine(let arn): ("machine", arn)
            case .mapRun(let arn): ("map_run", arn)
            }
        return try rows(
            Statement(
                database,
                """
                SELECT \(Self.columns) FROM executions
                WHERE \(column) = ?1 AND (?2 = 0 OR number < ?2) AND (?3 IS NULL OR status = ?3)
                  AND (?4 IS NULL OR version = ?4) AND (?5 IS NULL OR alias = ?5)
                  AND (?6 IS NULL OR (redrives > 0) = ?6)
                ORDER BY number DESC LIMIT ?7
                """
            )
            .bind(1, owner).bind(2, start).bind(3, filter.status).bind(4, filter.version)
            .bind(5, filter.alias).bind(6, filter.isRedriven.map { $0 ? Int64(1) : 0 }).bind(7, limit))
    }

    func countRunning(of machine: String) throws(PipelineError) -> Int64 {
        let statement = try Statement(
            database, "SELECT count(*) FROM executions WHERE machine = ?1 AND status = 'RUNNING'"
        ).bind(1, machine)
        return try statement.step() ? statement.int64(0) : 0
    }

    /// Lets the executions of a machine stand alone, since it is deleted: they can still be described.
    func orphanAll(of machine: String) throws(PipelineError) {
        try Statement(database, "UPDATE executions SET machine = '' WHERE machine = ?1").bind(1, machine).run()
    }

    /// Whether an execution's machine was deleted.
    func isOrphan(_ arn: String) throws(PipelineError) -> Bool {
        try Statement(database, "SELECT 1 FROM executions WHERE arn = ?1 AND machine = ''").bind(1, arn).step()
    }

    /// Removes an execution whose machine was deleted, with everything about it.
    func removeOrphan(_ arn: String) throws(PipelineError) {
        let own = "SELECT number FROM executions WHERE arn = ?1 AND machine = ''"
        for table in ["journal", "events", "map_runs", "tasks"] {
            try Statement(
                database,
                """
                DELETE FROM \(table) WHERE execution IN (\(own))
                  OR execution IN (SELECT number FROM executions WHERE parent IN (\(own)))
                """
            ).bind(1, arn).run()
        }
        try Statement(database, "DELETE FROM executions WHERE parent IN (\(own))").bind(1, arn).run()
        try Statement(database, "DELETE FROM executions WHERE number IN (\(own))").bind(1, arn).run()
    }

    private func rows(_ statement: Statement) throws(PipelineError) -> [(record: ExecutionRecord, number: Int64)] {
        var rows: [(record: ExecutionRecord, number: Int64)] = []
        while try statement.step() { if let row = Self.row(statement) { rows.append(row) } }
        return rows
    }

    private static func row(_ statement: Statement) -> (record: ExecutionRecord, number: Int64)? {
        guard let arn = statement.text(0), let document = try? JSON(parsing: statement.bytes(1)) else { return nil }
        var record = ExecutionRecord(
            arn: arn, document: document, version: statement.text(2), alias: statement.text(3))
        record.status = statement.text(4).flatMap(Execution.Status.init) ?? .running
        record.redriveCount = statement.int(5)
        record.outcome = ExecutionRecord.Outcome(document: (try? JSON(parsing: statement.bytes(6))) ?? .null)
        record.child = statement.text(8).map { ExecutionRecord.Child(mapRunARN: $0, itemCount: statement.int(9)) }
        return (record, statement.int64(7))
    }
}
