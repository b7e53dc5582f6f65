public import Delimited
public import Workouts

/// What became of a row.
public struct RowOutcome: Sendable {
    /// The workout, or the part of one; nil where the row was rejected or excluded.
    public var workout: Workout?
    /// What is wrong with the row, worst first or not.
    public var problems: [Problem]

    /// The severest problem's severity; nil without problems.
    public var severity: Severity? {
        if problems.isEmpty { return nil }
        return [.rejected, .excluded, .flagged, .info].first { severity in
            problems.contains { $0.severity == severity }
        }
    }
}

/// Turns the rows of one file into canonical workouts.
public final class RowMapper {
    /// The format of the file.
    public let format: any WorkoutFormat
    /// The header of the file.
    public let header: Header

    private let grain: Grain
    private let clock: FormatClock
    let binding: ColumnBinding
    let decisions: ColumnDecisions
    let options: ReadingOptions
    let latestDay: CivilDate
    let columnsByTarget: [ColumnRule.Target: HeaderColumn]
    let apps = RepeatedTexts()
    let activities = RepeatedTexts()

    /// A mapper for the rows under a header.
    ///
    /// - Parameters:
    ///   - format: The format that the header was recognised as.
    ///   - header: The header.
    ///   - decisions: What the whole file told about its columns.
    ///   - options: What the user says because the file does not.
    ///   - now: The time of the upload; a workout more than a day later is an error.
    public init(
        format: any WorkoutFormat, header: Header, decisions: ColumnDecisions = ColumnDecisions(),
        options: ReadingOptions = ReadingOptions(), now: Instant
    ) {
        self.format = format
        grain = format.grain
        clock = format.clock
        self.header = header
        self.decisions = decisions
        self.options = options
        binding = ColumnBinding(format: format, header: header, decisions: decisions, options: options)
        fewestFields = (binding.bound.filter(\.rule.isRequired).map(\.column.index).max() ?? 0) + 1
        latestDay = CivilDate(dayNumber: now.epochSeconds / 86_400 + 1)
        columnsByTarget = Dictionary(
            binding.bound.map { ($0.rule.target, $0.column) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is assumed about the file as a whole.
    public var assumptions: [Assumption] {
        var result = binding.assumptions
        if let order = decisions.dateOrder {
            result.append(Assumption(code: "date_order", column: columnsByTarget[.start]?.text, value: order.rawValue))
        }
        return result
    }

    /// The columns, by index, whose cells are numbers, and those whose cells are dates.
    public var columnsToSurvey: (numbers: [Int], dates: [Int]) {
        (
            binding.bound.filter(\.rule.isNumeric).map(\.column.index),
            binding.bound.filter { $0.rule.target == .start || $0.rule.target == .end }.map(\.column.index)
        )
    }

    /// The number of fields that a row needs at least: all up to the last required column.
    public let fewestFields: Int

    /// Maps the row that a reader stands on.
    public func map(_ row: RecordReader) -> RowOutcome {
        var draft = RowDraft()
        for column in binding.bound where column.column.index < row.fieldCount {
            row.withField(column.column.index) { cell in
                if !cell.isEmpty { take(cell, column, into: &draft) }
            }
        }
        guard let start = draft.start else {
            if !draft.hasRejection {
                draft.reject("bad_date", columnsByTarget[.start], "", expected: "a date such as 2024-08-01")
            }
            return RowOutcome(workout: nil, problems: draft.problems)
        }
        if draft.hasRejection { return RowOutcome(workout: nil, problems: draft.problems) }
        return finish(&draft, start: start, row: row)
    }

    // MARK: - Rows

    private func finish(_ draft: inout RowDraft, start: LocalDateTime, row: RecordReader) -> RowOutcome {
        let activityRaw = draft.activityRaw ?? (grain == .set ? "Strength" : "")
        var values = RowValues(
            nativeID: draft.nativeID, account: draft.account, start: start, startUTC: nil, end: draft.end,
            activityRaw: activityRaw, title: draft.title, columns: columnsByTarget)
        let time = place(start, offset: draft.offsetMinutes, into: &draft)
        values.startUTC = draft.offsetMinutes != nil || clock == .utc ? time.utc : nil
        let identity = format.identity(of: values)
        let activity = ActivityVocabulary.activity(named: activityRaw)
        var workout = Workout(
            key: identity.key, keyBasis: identity.basis, format: format.name, startLocal: start, timeBasis: time.basis,
            activity: activity ?? .other, activityRaw: activityRaw)
        workout.rows = [row.line]
        workout.startUTC = time.utc
        workout.utcOffsetMinutes = time.offset
        workout.app = draft.app
        workout.title = draft.title
        workout.notes = draft.notes
        workout.measures = draft.measures
        workout.load = draft.load
        if activity == nil, !Self.handWritten.contains(activityRaw.lowercased()) {
            draft.flag(
                "activity_unknown", columnsByTarget[.activity], activityRaw, expected: "an activity we know",
                hint: "Stored as \"other\" with its own word.")
        }
        addElapsed(to: &workout, draft: &draft)
        addSet(to: &workout, draft: &draft)
        dropAbsurdSpeeds(from: &workout, draft: &draft)
        addExtras(to: &workout, draft: draft, row: row)
        draft.problems.append(contentsOf: format.finish(&workout, row: values))
        for problem in draft.problems where problem.severity == .flagged && !workout.flags.contains(problem.code) {
            workout.flags.append(problem.code)
        }
        for column in draft.zeros { workout.flags.append("zero_as_missing:\(column)") }
        let isOut = draft.problems.contains { $0.severity == .rejected || $0.severity == .excluded }
        return RowOutcome(workout: isOut ? nil : workout, problems: draft.problems)
    }

    /// What people type who fill a cell by hand; no word of any vendor, so nothing that we should have known.
    private static let handWritten: Set<String> = ["x", "", "-", "--"]

    private func place(
        _ start: LocalDateTime, offset: Int?, into draft: inout RowDraft
    ) -> (utc: Instant?, offset: Int?, basis: TimeBasis) {
        if let offset {
            return (Instant(epochSeconds: start.wallSeconds - offset * 60), offset, .offset)
        }
        if clock == .utc { return (Instant(epochSeconds: start.wallSeconds), nil, .utc) }
        guard let zone = options.zone, start.precision != .day else { return (nil, nil, .floating) }
        let (minutes, isUnique) = zone.offset(at: start)
        if !isUnique {
            draft.flag(
                "ambiguous_local_time", columnsByTarget[.start], start.description,
                expected: "a time outside the hour in which the clock changes")
        }
        return (Instant(epochSeconds: start.wallSeconds - minutes * 60), minutes, .userZone)
    }

    private func addElapsed(to workout: inout Workout, draft: inout RowDraft) {
        guard let end = draft.end, workout.measures[.elapsed] == nil else { return }
        let seconds = end.wallSeconds - workout.startLocal.wallSeconds
        if seconds > 0, Double(seconds) <= MeasureLimits.of(.elapsed).hard.upperBound {
            workout.measures[.elapsed] = Double(seconds)
        } else if seconds != 0 {
            draft.flag(
                "end_before_start", columnsByTarget[.end], end.description, expected: "a time after the start",
                hint: "Kept without a duration.")
        }
    }

    private func addSet(to workout: inout Workout, draft: inout RowDraft) {
        guard grain == .set, let set = draft.set else { return }
        if set.exerciseRaw.isEmpty {
            draft.reject("missing_value", columnsByTarget[.set(.exercise)], "", expected: "the name of an exercise")
        }
        workout.sets = [set]
    }

    private static let speeds = [Measure.speedAverage, .speedMax]

    /// GPS noise writes speeds that nobody reaches; the row is not at fault, the value is.
    private func dropAbsurdSpeeds(from workout: inout Workout, draft: inout RowDraft) {
        let top = MeasureLimits.topSpeed(of: workout.activity)
        for measure in Self.speeds {
            guard let value = workout.measures[measure], value > top || value < 0 else { continue }
            workout.measures[measure] = nil
            draft.flag(
                "implausible_speed", columnsByTarget[.measure(measure)], "\(value) m/s", expected: "at most \(top) m/s",
                hint: "Kept without this speed.")
        }
    }

    private func addExtras(to workout: inout Workout, draft: RowDraft, row: RecordReader) {
        workout.extra.reserveCapacity(binding.unbound.count)
        for (index, name) in binding.unbound where index < row.fieldCount {
            row.withField(index) { cell in
                if let value = cell.isEmpty ? nil : text(cell) { workout.extra.append((name, value)) }
            }
        }
        workout.extra += draft.unknownUnits
    }
}
