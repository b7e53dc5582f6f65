import Failures
import JSON
import SQLite
import StatesLanguage

/// What executions were told, in order, and the events that followed.
struct JournalTable {
    let database: Database

    func append(_ input: ExecutionInput, to execution: Int64) throws(PipelineError) {
        try Statement(
            database,
            """
            INSERT INTO journal(execution, position, entry)
            SELECT ?1, 1 + coalesce(max(position), 0), ?2 FROM journal WHERE execution = ?1
            """
        ).bind(1, execution).bind(2, input.json.text()).run()
    }

    /// Some of what an execution was told.
    ///
    /// - Parameters:
    ///   - position: How many inputs came before.
    ///   - limit: How many to read; one of a Map Run may hold a thousand items.
    func inputs(of execution: Int64, after position: Int, limit: Int) throws -> [ExecutionInput] {
        let statement = try Statement(
            database, "SELECT entry FROM journal WHERE execution = ?1 AND position > ?2 ORDER BY position LIMIT ?3"
        ).bind(1, execution).bind(2, position).bind(3, limit)
        var inputs: [ExecutionInput] = []
        while try statement.step() { inputs.append(try ExecutionInput(JSON(parsing: statement.bytes(0)))) }
        return inputs
    }

    func append(_ events: some Sequence<HistoryEvent>, to execution: Int64) throws(PipelineError) {
        let statement = try Statement(
            database, "INSERT OR REPLACE INTO events(execution, id, event) VALUES (?1, ?2, ?3)")
        for event in events {
            try statement.bind(1, execution).bind(2, event.id).bind(3, event.apiJSON.text()).run()
        }
    }

    /// Adds the end of an execution that cannot tell it any more.
    func appendAbort(
        error: String?, cause: String?, at time: Timestamp, as id: Int, to execution: Int64
    ) throws(PipelineError) {
        var details = JSONObject()
        details["error"] = error.map { .string($0) }
        details["cause"] = cause.map { .string($0) }
        let event: JSON = [
            "timestamp": time.epochSeconds, "type": "ExecutionAborted", "id": .int(id), "previousEventId": 0,
            "executionAbortedEventDetails": .object(details),
        ]
        try Statement(database, "INSERT OR REPLACE INTO events(execution, id, event) VALUES (?1, ?2, ?3)")
            .bind(1, execution).bind(2, id).bind(3, event.text()).run()
    }

    func eventCount(of execution: Int64) throws(PipelineError) -> Int {
        let statement = try Statement(database, "SELECT max(id) FROM events WHERE execution = ?1").bind(1, execution)
        return try statement.step() ? statement.int(0) : 0
    }

    /// Events from one of them on, forwards or backwards.
    ///
    /// - Parameter start: The first event's number; 0 for the first or the last of all.
    func events(
        of execution: Int64, from start: Int, isReversed: Bool, limit: Int
    ) throws(PipelineError) -> [(id: Int, event: JSON)] {
        let (comparison, order) = isReversed ? ("<=", "DESC") : (">=", "ASC")
        let statement = try Statement(
            database,
            """
            SELECT id, event FROM events WHERE execution = ?1 AND (?2 = 0 OR id \(comparison) ?2)
            ORDER BY id \(order) LIMIT ?3
            """
        ).bind(1, execution).bind(2, start).bind(3, limit)
        var events: [(id: Int, event: JSON)] = []
        while try statement.step() {
            if let event = try? JSON(parsing: statement.bytes(1)) { events.append((statement.int(0), event)) }
        }
        return events
    }
}

extension HistoryEvent {
    /// The event as GetExecutionHistory gives it, with the time as a number.
    fileprivate var apiJSON: JSON {
        var object = json.object ?? JSONObject()
        object["timestamp"] = timestamp.epochSeconds
        return .object(object)
    }
}
