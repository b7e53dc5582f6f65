import Failures
import JSON
import SQLite
import StatesLanguage

/// The Map Runs of executions, as responses tell them.
struct MapRunTable {
    let database: Database

    /// Notes how the runs of an execution stand.
    func put(_ runs: [MapRun], of execution: Int64) throws(PipelineError) {
        for run in runs {
            try Statement(
                database,
                """
                INSERT INTO map_runs(arn, execution, document, state, position)
                VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM map_runs WHERE execution = ?2))
                ON CONFLICT(arn) DO UPDATE SET document = excluded.document, state = excluded.state
                """
            ).bind(1, run.arn).bind(2, execution).bind(3, run.json.text()).bind(4, run.stateName).run()
        }
    }

    /// Notes that the runs are over that an execution left behind.
    func abortRunning(of execution: Int64, at time: Timestamp) throws(PipelineError) {
        for run in try list(of: execution) where run["status"] == "RUNNING" {
            guard var document = run.object, let arn = run["mapRunArn"]?.string else { continue }
            document["status"] = "ABORTED"
            document["stopDate"] = time.epochSeconds
            try Statement(database, "UPDATE map_runs SET document = ?2 WHERE arn = ?1")
                .bind(1, arn).bind(2, JSON.object(document).text()).run()
        }
    }

    /// The run as DescribeMapRun tells it, besides the execution's ARN, which stands apart.
    func find(_ arn: String) throws(PipelineError) -> (run: JSONObject, execution: String)? {
        let statement = try Statement(
            database,
            """
            SELECT map_runs.document, executions.arn FROM map_runs JOIN executions ON executions.number = execution
            WHERE map_runs.arn = ?1
            """
        ).bind(1, arn)
        guard try statement.step(), let run = (try? JSON(parsing: statement.bytes(0)))?.object else { return nil }
        return (run, statement.text(1) ?? "")
    }

    /// The Map state that a run is of, and the machine that has it, also where the state is within a child's machine.
    func origin(of arn: String) throws(PipelineError) -> (state: String, machine: StateMachine)? {
        let statement = try Statement(
            database,
            """
            SELECT map_runs.state, whole.document FROM map_runs JOIN executions AS own ON own.number = execution
            JOIN executions AS whole ON whole.number = coalesce(own.parent, own.number) WHERE map_runs.arn = ?1
            """
        ).bind(1, arn)
        guard try statement.step(), let document = try? JSON(parsing: statement.bytes(1)) else { return nil }
        let machine = StateMachine(document: document["machine"] ?? .null, arn: document["machineArn"]?.string ?? "")
        return (statement.text(0) ?? "", machine)
    }

    /// The runs of an execution, in the order they started.
    func list(of execution: Int64) throws(PipelineError) -> [JSON] {
        let statement = try Statement(
            database,
            """
            SELECT document FROM map_runs WHERE execution = ?1 ORDER BY position, json_extract(document, '$.startDate')
            """
        ).bind(1, execution)
        var runs: [JSON] = []
        while try statement.step() { if let run = try? JSON(parsing: statement.bytes(0)) { runs.append(run) } }
        return runs
    }
}
