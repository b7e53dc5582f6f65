import Failures
import JSON
import SQLite
import StatesLanguage

/// The tasks that end when somebody answers with their token.
struct TaskTable {
    /// One of them, as it is kept.
    struct Row: Sendable {
        var token: String
        /// When the task was scheduled; its timeout counts from then.
        var opened: Timestamp
        /// When a worker last gave a sign of life.
        var heard: Timestamp
        /// Whether a worker has it, or the service that it was sent to.
        var isUnderWay: Bool
        /// Whether answers come too late.
        var isClosed: Bool
        /// The answer, where one came.
        var outcome: TaskOutcome?
    }

    let database: Database

    private static let columns = "token, opened, heard, is_under_way, is_closed, outcome"

    /// The task of an attempt: the one that an earlier service opened, or a new one.
    func open(
        _ token: String, of execution: Int64, _ request: TaskRequest, at now: Timestamp
    ) throws(PipelineError) -> Row {
        let statement = try Statement(
            database,
            "SELECT \(Self.columns) FROM tasks WHERE execution = ?1 AND state = ?2 AND ordinal = ?3"
        ).bind(1, execution).bind(2, request.stateName).bind(3, request.ordinal)
        if try statement.step() { return Self.row(statement) }
        try Statement(
            database,
            """
            INSERT INTO tasks(token, execution, state, ordinal, opened, heard, is_under_way, is_closed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0, 0)
            """
        )
        .bind(1, token).bind(2, execution).bind(3, request.stateName).bind(4, request.ordinal)
        .bind(5, now.milliseconds).run()
        return Row(token: token, opened: now, heard: now, isUnderWay: false, isClosed: false)
    }

    func find(_ token: String) throws(PipelineError) -> Row? {
        let statement = try Statement(database, "SELECT \(Self.columns) FROM tasks WHERE token = ?1").bind(1, token)
        return try statement.step() ? Self.row(statement) : nil
    }

    /// Notes that somebody has the task now, or still has it.
    func hear(_ token: String, at now: Timestamp) throws(PipelineError) {
        try Statement(database, "UPDATE tasks SET is_under_way = 1, heard = ?2 WHERE token = ?1")
            .bind(1, token).bind(2, now.milliseconds).run()
    }

    /// Closes a task, with its answer where there is one.
    func close(_ token: String, _ outcome: TaskOutcome? = nil) throws(PipelineError) {
        try Statement(database, "UPDATE tasks SET is_closed = 1, outcome = ?2 WHERE token = ?1 AND is_closed = 0")
            .bind(1, token).bind(2, outcome?.json.text()).run()
    }

    func closeAll(of execution: Int64) throws(PipelineError) {
        try Statement(database, "UPDATE tasks SET is_closed = 1 WHERE execution = ?1").bind(1, execution).run()
    }

    private static func row(_ statement: Statement) -> Row {
        let outcome = statement.text(5).flatMap { try? JSON(parsing: $0) }.flatMap { TaskOutcome($0) }
        return Row(
            token: statement.text(0) ?? "", opened: Timestamp(milliseconds: statement.int(1)),
            heard: Timestamp(milliseconds: statement.int(2)), isUnderWay: statement.int(3) != 0,
            isClosed: statement.int(4) != 0, outcome: outcome)
    }
}
