public import Failures
import SQLite

extension SQLiteWorkoutStore {
    private static let columns = """
        SELECT w.id, u.name, w.key, w.start_local, w.start_utc, w.activity, w.format, w.title, w.distance_m,
          w.elapsed_s, w.energy_kcal, w.speed_avg_mps, r.text
          FROM workouts w JOIN users u ON u.id = w.user JOIN records r ON r.id = w.record
        """

    public func workouts(
        _ filter: WorkoutFilter, _ body: (StoredWorkout) throws(PipelineError) -> Bool
    ) throws(PipelineError) {
        let order = filter.newestFirst ? "DESC" : "ASC"
        let statement = try Statement(
            database,
            """
            \(Self.columns) WHERE \(filter.condition)
              ORDER BY w.start_local \(order), w.key \(order) LIMIT coalesce(?6, -1)
            """)
        filter.bind(to: statement)
        statement.bind(6, filter.limit.map(Int64.init))
        while try statement.step() {
            guard try body(StoredWorkout(row: statement)) else { return }
        }
    }

    public func workouts(named name: String, user: String?) throws(PipelineError) -> [StoredWorkout] {
        // The exact key first; then keys between the beginning and its last possible continuation, for the index.
        let exact = try workouts(where: "w.key = ?2", name, user)
        if !exact.isEmpty { return exact }
        return try workouts(where: "w.key >= ?2 AND w.key < ?2 || char(1114111)", name, user)
    }

    private func workouts(
        where condition: String, _ name: String, _ user: String?
    ) throws(PipelineError) -> [StoredWorkout] {
        let statement = try Statement(
            database,
            """
            \(Self.columns) WHERE w.user IN (SELECT id FROM users WHERE ?1 IS NULL OR name = ?1) AND \(condition)
              ORDER BY w.key LIMIT 10
            """)
        statement.bind(1, user).bind(2, name)
        var found: [StoredWorkout] = []
        while try statement.step() { found.append(StoredWorkout(row: statement)) }
        return found
    }

    public func sightings(of workout: StoredWorkout) throws(PipelineError) -> [WorkoutSighting] {
        let statement = try Statement(
            database,
            """
            SELECT s.import, s.effect, s.fields, s.lines, i.undone_at IS NOT NULL
              FROM sightings s JOIN imports i ON i.number = s.import WHERE s.workout = ?1
              ORDER BY i.as_of DESC, s.import DESC
            """)
        statement.bind(1, workout.id)
        var found: [WorkoutSighting] = []
        while try statement.step() {
            found.append(
                WorkoutSighting(
                    importNumber: statement.int(0), effect: Effect(number: statement.int64(1)) ?? .unchanged,
                    fields: statement.text(2)?.split(separator: " ").map(String.init) ?? [],
                    lines: statement.text(3) ?? "", isUndone: statement.int(4) == 1))
        }
        return found
    }

    public func summary(_ filter: WorkoutFilter, by period: SummaryPeriod) throws(PipelineError) -> [SummaryRow] {
        let statement = try Statement(
            database,
            """
            SELECT \(period.expression), w.activity, count(*), total(w.distance_m), total(w.elapsed_s),
              total(w.energy_kcal) FROM workouts w WHERE w.record IS NOT NULL AND \(filter.condition)
              GROUP BY 1, 2 ORDER BY 1, 2
            """)
        filter.bind(to: statement)
        var rows: [SummaryRow] = []
        while try statement.step() {
            rows.append(
                SummaryRow(
                    period: statement.text(0) ?? "", activity: statement.text(1) ?? "", count: statement.int(2),
                    distance: statement.double(3) ?? 0, elapsed: statement.double(4) ?? 0,
                    energy: statement.double(5) ?? 0))
        }
        return rows
    }
}

extension WorkoutFilter {
    fileprivate var condition: String {
        var terms = ["w.user IN (SELECT id FROM users WHERE ?1 IS NULL OR name = ?1)"]
        if from != nil { terms.append("w.start_local >= ?2") }
        // Any time of that day comes before the day followed by a letter after T.
        if to != nil { terms.append("w.start_local < ?3 || 'U'") }
        if activity != nil { terms.append("w.activity = ?4") }
        if format != nil { terms.append("w.format = ?5") }
        return terms.joined(separator: " AND ")
    }

    fileprivate func bind(to statement: Statement) {
        statement.bind(1, user).bind(2, from).bind(3, to).bind(4, activity).bind(5, format)
    }
}

extension SummaryPeriod {
    fileprivate var expression: String {
        switch self {
        case .year: "substr(w.start_local, 1, 4)"
        case .month: "substr(w.start_local, 1, 7)"
        case .week:
            // A week belongs to the year that holds its Thursday.
            """
            strftime('%Y-W', substr(w.start_local, 1, 10), '-3 days', 'weekday 4') || printf('%02d',
              (strftime('%j', substr(w.start_local, 1, 10), '-3 days', 'weekday 4') - 1) / 7 + 1)
            """
        }
    }
}

extension StoredWorkout {
    fileprivate init(row: Statement) {
        self.init(
            user: row.text(1) ?? "", key: row.text(2) ?? "", startLocal: row.text(3) ?? "", startUTC: row.text(4),
            activity: row.text(5) ?? "", format: row.text(6) ?? "", title: row.text(7), distance: row.double(8),
            elapsed: row.double(9), energy: row.double(10), speed: row.double(11), text: row.bytes(12), id: row.int64(0)
        )
    }
}
