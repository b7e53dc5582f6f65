import Delimited
import Workouts

extension RowMapper {
    func take(_ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft) {
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

    func text(_ cell: UnsafeBufferPointer<UInt8>) -> String? {
        guard let first = cell.first, let last = cell.last else { return nil }
        let text = String(decoding: cell, as: UTF8.self)
        // Only ends that can be a blank, or part of one beyond ASCII, are worth a closer look.
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return text }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    func takeDate(_ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft) {
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

    func number(
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

    func takeMeasure(
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

    static let zerosWorthTelling: Set<Measure> = [
        .energy, .steps, .heartRateAverage, .heartRateMax, .speedAverage, .speedMax, .powerAverage, .powerMax,
        .cadenceAverage,
    ]

    func describe(_ limit: Double) -> String {
        Int(exactly: limit).map(String.init) ?? "\(limit)"
    }
}
