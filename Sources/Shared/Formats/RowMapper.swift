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
    private let binding: ColumnBinding
    private let decisions: ColumnDecisions
    private let options: ReadingOptions
    private let latestDay: CivilDate
    private let columnsByTarget: [ColumnRule.Target: HeaderColumn]
    private let apps = RepeatedTexts()
    private let activities = RepeatedTexts()

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

    // MARK: - Cells

    private func take(_ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft) {
        switch column.rule.target {
        case .nativeID: draft.nativeID = draft.nativeID ?? text(cell)
        case .account: draft.account = draft.account ?? text(cell)
        case .start: takeDate(cell, column, into: &draft)
        case .end: takeDate(cell, column, into: &draft)
        case .activity: draft.activityRaw = draft.activityRaw ?? activities.text(cell, else: text)
        case .title: draft.title = draft.title ?? text(cell)
        case .notes: draft.notes = draft.notes ?? text(cell)
        case .app: draft.app = draft.app ?? apps.text(cell, else: text)
        case .measure(let measure): takeMeasure(measure, cell, column, into: &draft)
        case .load(let name):
            guard !draft.load.contains(where: { $0.name == name }),
                case .value(let value) = number(cell, column, into: &draft)
            else { return }
            draft.load.append((name, value))
        case .set(let field): takeSetField(field, cell, column, into: &draft)
        }
    }

    private func text(_ cell: UnsafeBufferPointer<UInt8>) -> String? {
        guard let first = cell.first, let last = cell.last else { return nil }
        let text = String(decoding: cell, as: UTF8.self)
        // Only ends that can be a blank, or part of one beyond ASCII, are worth a closer look.
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return text }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    private func takeDate(_ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft) {
        switch DateCell.parse(cell, order: options.dateOrder ?? decisions.dateOrder) {
        case .value(let local, let offset):
            if local.date > latestDay {
                draft.reject("future_date", column.column, text(cell) ?? "", expected: "a day that has been")
            } else if column.rule.target == .start {
                draft.start = local
                draft.offsetMinutes = offset
                if decisions.hasMixedDates, cell.contains(UInt8(ascii: "/")) {
                    draft.flag("mixed_dates", column.column, text(cell) ?? "", expected: "one order of day and month")
                }
            } else {
                draft.end = local
            }
        case .ambiguous:
            draft.reject(
                "ambiguous_date", column.column, text(cell) ?? "", expected: "a date that can be read one way only",
                hint: "Say how dates are meant with --date-order dmy or mdy, or write them as 2024-04-03.")
        case .impossible:
            draft.reject("bad_date", column.column, text(cell) ?? "", expected: "a day that the calendar has")
        case .serial(let number):
            let day = CivilDate(dayNumber: number - 25_569)
            draft.reject(
                "bad_date", column.column, text(cell) ?? "", expected: "a date such as 2024-08-01",
                hint: "A spreadsheet may mean \(day) by this number; format the column as dates and save again.")
        case .missing, .unreadable:
            draft.reject(
                "bad_date", column.column, text(cell) ?? "", expected: "a date such as Aug. 1, 2024 or 2024-08-01",
                hint: "Correct the cell and import the rejects file.")
        }
    }

    private func number(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft
    ) -> NumberCell {
        let value = NumberCell.parse(cell, mark: column.mark)
        if value == .notANumber {
            draft.reject(
                "not_a_number", column.column, text(cell) ?? "",
                expected: column.mark == .point ? "a number such as 12.5" : "a number such as 12,5")
        }
        return value
    }

    private func takeMeasure(
        _ measure: Measure, _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft
    ) {
        guard draft.measures[measure] == nil else { return }
        let parsed: NumberCell
        if measure == .elapsed || measure == .moving {
            parsed = DurationCell.parse(cell, secondsPerUnit: column.unit?.factor ?? 1, mark: column.mark)
            if parsed == .notANumber {
                draft.reject(
                    "not_a_number", column.column, text(cell) ?? "", expected: "a duration such as 1215 or 20:15")
            }
        } else {
            parsed = number(cell, column, into: &draft)
        }
        guard case .value(var value) = parsed else { return }
        if column.isUnitUnknown {
            if value != 0 {
                draft.unknownUnits.append((column.column.text, text(cell) ?? ""))
                draft.flag(
                    "unit_unknown", column.column, text(cell) ?? "", expected: "a unit",
                    hint: "Say --units metric or --units imperial.")
            }
            return
        }
        if measure != .elapsed, measure != .moving { value *= column.unit?.factor ?? 1 }
        if value == 0, measure.zeroMeansMissing {
            if Self.zerosWorthTelling.contains(measure) { draft.zeros.append(column.column.text) }
            return
        }
        let limits = MeasureLimits.of(measure)
        if !limits.hard.contains(value) {
            draft.reject(
                "out_of_range", column.column, text(cell) ?? "",
                expected:
                    "\(describe(limits.hard.lowerBound)) to \(describe(limits.hard.upperBound)) \(measure.unitText)")
        } else {
            draft.measures[measure] = value
            if !limits.soft.contains(value) {
                draft.flag("unusual_value", column.column, text(cell) ?? "", expected: "what people usually reach")
            }
        }
    }

    private static let zerosWorthTelling: Set<Measure> = [
        .energy, .steps, .heartRateAverage, .heartRateMax, .speedAverage, .speedMax, .powerAverage, .powerMax,
        .cadenceAverage,
    ]

    private func describe(_ limit: Double) -> String {
        Int(exactly: limit).map(String.init) ?? "\(limit)"
    }

    // MARK: - Sets

    private func takeSetField(
        _ field: ColumnRule.SetField, _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn,
        into draft: inout RowDraft
    ) {
        func value(in range: ClosedRange<Double>, factor: Double = 1) -> Double? {
            guard case .value(let raw) = number(cell, column, into: &draft) else { return nil }
            let value = raw * factor
            guard range.contains(value) else {
                draft.reject(
                    "out_of_range", column.column, text(cell) ?? "",
                    expected: "\(describe(range.lowerBound)) to \(describe(range.upperBound))")
                return nil
            }
            return value
        }
        var set = draft.set ?? WorkoutSet(exerciseRaw: "", exerciseIndex: 0, setIndex: 0)
        switch field {
        case .exercise: set.exerciseRaw = text(cell) ?? ""
        case .index:
            if let index = value(in: 0...100_000) { set.setIndex = Int(index) }
        case .kind: set.kind = kind(cell, column, into: &draft)
        case .weight:
            if set.weightKg == nil, let weight = value(in: Limits.weight, factor: column.unit?.factor ?? 1) {
                set.weightKg = WorkoutSet.roundedWeight(weight)
                set.weightRaw = text(cell)
                set.weightUnitRaw = column.unit?.symbol
            }
        case .reps: set.reps = value(in: Limits.reps)
        case .distance:
            set.distanceM = value(in: Limits.setDistance, factor: column.unit?.factor ?? 1)?.rounded()
        case .duration: set.durationS = value(in: Limits.setDuration, factor: column.unit?.factor ?? 1)?.rounded()
        case .rpe: set.rpe = value(in: Limits.rpe).map(WorkoutSet.roundedRPE)
        case .superset: set.superset = text(cell)
        case .note: set.note = text(cell)
        }
        draft.set = set
    }

    private typealias Limits = MeasureLimits

    private func kind(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft
    ) -> WorkoutSet.Kind {
        let word = text(cell)?.lowercased() ?? ""
        switch word {
        case "", "normal": return .normal
        case "warmup", "warm up", "warm-up", "w": return .warmup
        case "dropset", "drop", "drop set", "d": return .drop
        case "failure", "f": return .failure
        case "amrap": return .amrap
        default:
            draft.flag(
                "set_kind_unknown", column.column, word, expected: "normal, warmup, dropset or failure",
                hint: "Kept as a normal set.")
            return .normal
        }
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

/// What was read of a row so far.
private struct RowDraft {
    var nativeID: String?
    var account: String?
    var start: LocalDateTime?
    var offsetMinutes: Int?
    var end: LocalDateTime?
    var activityRaw: String?
    var title: String?
    var notes: String?
    var app: String?
    var measures = Measures()
    var load: [(name: String, value: Double)] = []
    var set: WorkoutSet?
    var zeros: [String] = []
    var unknownUnits: [(name: String, value: String)] = []
    var problems: [Problem] = []
    var hasRejection = false

    mutating func reject(
        _ code: String, _ column: HeaderColumn?, _ value: String, expected: String, hint: String? = nil
    ) {
        hasRejection = true
        problems.append(Problem(.rejected, code, column: column, value: value, expected: expected, hint: hint))
    }

    mutating func flag(
        _ code: String, _ column: HeaderColumn?, _ value: String, expected: String, hint: String? = nil
    ) {
        problems.append(Problem(.flagged, code, column: column, value: value, expected: expected, hint: hint))
    }
}

extension Measure {
    /// The unit of the canonical value in messages.
    var unitText: String {
        switch self {
        case .elapsed, .moving: "seconds"
        case .distance, .elevationGain, .elevationLoss: "metres"
        case .energy: "kcal"
        case .steps: "steps"
        case .heartRateAverage, .heartRateMax: "beats a minute"
        case .powerAverage, .powerMax, .powerNormalized: "watts"
        case .work: "kJ"
        case .cadenceAverage: "a minute"
        case .speedAverage, .speedMax: "m/s"
        }
    }
}
