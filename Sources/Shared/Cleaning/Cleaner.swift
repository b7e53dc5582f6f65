public import Delimited
public import Formats
import JSON
public import Workouts

/// Turns a file into canonical workouts, row by row, in constant memory.
///
/// Every row ends in exactly one place; one bad row never stops the file.
public struct Cleaner {
    private let plan: Plan
    private let mapper: RowMapper
    private let reader: RecordReader
    private let threshold: RejectionThreshold
    private let outputs: CleaningOutputs
    private let isFloating: Bool
    /// Whether a workout may be spread over several rows.
    private let isGrouping: Bool
    /// The name of the first column.
    private let firstName: [UInt8]

    private var counts = CleaningCounts()
    private var log: ProblemLog
    private var grouper = WorkoutGrouper()
    private var accepted = JSONWriter()
    private var period: ClosedRange<CivilDate>?
    private var asOf: LocalDateTime?
    /// The columns of another export that was appended to this one; its rows are not this format's.
    private var appendedFieldCount: Int?

    /// A cleaner for one file.
    ///
    /// - Parameters:
    ///   - plan: How the file is to be read.
    ///   - options: What the user says because the file does not.
    ///   - threshold: How many rows may be rejected.
    ///   - now: The time of the upload.
    ///   - source: The bytes of the file from its start.
    ///   - outputs: Where the results go.
    /// - Throws: `nil` header as ``Plan`` no longer fits: the file is not the one that was surveyed.
    public init(
        plan: Plan, options: ReadingOptions, threshold: RejectionThreshold, now: Instant,
        source: @escaping RecordReader.Source, outputs: CleaningOutputs
    ) throws {
        self.plan = plan
        self.threshold = threshold
        self.outputs = outputs
        reader = RecordReader(dialect: plan.dialect, source: source)
        log = ProblemLog { writer in try writer.bytes.withUnsafeBytes(outputs.details) }
        guard try reader.advance(), reader.fault == nil else { throw PlanMismatch() }
        let header = Header(cells: reader.texts)
        guard let format = FormatCatalog.format(named: plan.format, matching: header) else { throw PlanMismatch() }
        mapper = RowMapper(format: format, header: header, decisions: plan.decisions, options: options, now: now)
        reader.expectedFields = header.columns.count
        isFloating = format.clock == .floating && options.zone == nil
        isGrouping = format.grain == .set
        firstName = Array(header.columns.first?.text.utf8 ?? "".utf8)
    }

    /// Cleans the file.
    ///
    /// - Parameter checkpoint: Called every few thousand rows; throws to stop.
    /// - Throws: What source, outputs and checkpoint throw.
    public mutating func run(checkpoint: () throws -> Void = {}) throws -> CleaningResult {
        try writeRejectsHeader()
        counts.lines = reader.endLine
        let encoding = plan.dialect.encoding
        let rejects = outputs.rejects
        reader.spill = { piece in
            if encoding == .utf8 { try rejects(piece) } else { try encoding.encode(piece).withUnsafeBytes(rejects) }
        }
        while try reader.advance() {
            counts.lines = reader.endLine
            try takeRow()
            if counts.rows % 4096 == 0 { try checkpoint() }
        }
        if let workout = grouper.finish() { try emit(workout) }
        try flushAccepted(atLeast: 1)
        return result
    }

    private var result: CleaningResult {
        var assumptions = mapper.assumptions
        if plan.isEncodingAssumed {
            assumptions.append(Assumption(code: "encoding_assumed", value: plan.dialect.encoding.rawValue))
        }
        if isFloating { assumptions.append(Assumption(code: "time_floating", value: "no time zone in file")) }
        return CleaningResult(
            counts: counts, assumptions: assumptions, problemsByCode: log.byCode, period: period, asOf: asOf,
            isThresholdExceeded: threshold.isExceeded(by: counts), thresholdJSON: threshold.json(for: counts))
    }

    // MARK: - Rows

    private mutating func takeRow() throws {
        if let fault = reader.fault {
            let isCutOff = !reader.isTerminated && fault == .unclosedQuote
            try reject([
                Problem(.rejected, isCutOff ? "truncated_row" : fault.rawValue, expected: expectation(of: fault))
            ])
            return
        }
        if reader.isBlank {
            counts.blank += 1
            return
        }
        if isRepeatedHeader {
            counts.repeatedHeader += 1
            appendedFieldCount = nil
            return
        }
        if let problem = shapeProblem {
            try reject([problem])
            return
        }
        try mapRow()
    }

    private func expectation(of fault: RecordFault) -> String {
        switch fault {
        case .unclosedQuote: "a closing quote"
        case .fieldTooLong: "at most \(ReadingLimits().field) bytes in a field"
        case .recordTooLong: "at most \(ReadingLimits().record) bytes in a row"
        }
    }

    private var isRepeatedHeader: Bool {
        guard reader.fieldCount == mapper.header.columns.count, reader.withField(0, { mayBeFirstName($0) }) else {
            return false
        }
        return Header(cells: reader.texts).texts == mapper.header.texts
    }

    /// Whether a cell may read like the name of the first column; a quick look that spares most rows the thorough one.
    private func mayBeFirstName(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard cell.count >= firstName.count else { return false }
        guard let head = cell.first(where: { $0 > 0x20 }), let tail = cell.last(where: { $0 > 0x20 }) else {
            return firstName.isEmpty
        }
        // Cleaning takes only tags and characters beyond ASCII from the ends of a header's cell.
        if head >= 0x80 || tail >= 0x80 || cell.contains(UInt8(ascii: "<")) { return true }
        return head == firstName.first && tail == firstName.last
    }

    /// What is wrong with the number of the row's fields.
    private var shapeProblem: Problem? {
        mutating get {
            let width = mapper.header.columns.count
            if reader.fieldCount != width, isHeaderLike {
                appendedFieldCount = reader.fieldCount
                return schemaChanged
            }
            if let appended = appendedFieldCount {
                if reader.fieldCount == appended { return schemaChanged }
                appendedFieldCount = nil
            }
            if reader.fieldCount > width, (width..<reader.fieldCount).contains(where: { !isEmpty($0) }) {
                return Problem(.rejected, "too_many_fields", expected: "\(width) fields, not \(reader.fieldCount)")
            }
            if reader.fieldCount < mapper.fewestFields {
                return reader.isTerminated
                    ? Problem(.rejected, "too_few_fields", expected: "\(width) fields, not \(reader.fieldCount)")
                    : truncated
            }
            return nil
        }
    }

    private var truncated: Problem {
        Problem(
            .rejected, "truncated_row", expected: "a complete row",
            hint: "Export the file again; the download was cut off.")
    }

    private var schemaChanged: Problem {
        Problem(
            .rejected, "schema_changed", expected: "\(mapper.header.columns.count) columns as in the header",
            hint: "Import the second export as a file of its own.")
    }

    /// Whether the row reads like the header of another export: several names, no numbers.
    private var isHeaderLike: Bool {
        guard reader.fieldCount >= 4 else { return false }
        return (0..<reader.fieldCount).allSatisfy { index in
            reader.withField(index) { cell in !cell.isEmpty && cell.count < 80 && !cell.contains(where: isDigit) }
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func isEmpty(_ index: Int) -> Bool {
        reader.withField(index) { $0.allSatisfy { $0 <= 0x20 } }
    }

    private mutating func mapRow() throws {
        var outcome = mapper.map(reader)
        outcome.problems += byteProblems
        if reader.fieldCount < mapper.header.columns.count {
            outcome.problems.append(Problem(.flagged, "short_row", expected: "\(mapper.header.columns.count) fields"))
        }
        if !reader.isTerminated, outcome.problems.contains(where: { Self.signsOfTruncation.contains($0.code) }),
            plan.lineEnd != "none"
        {
            outcome.problems = [truncated]
            outcome.workout = nil
        }
        if isGrouping, let workout = outcome.workout, grouper.isFull(for: workout) {
            outcome.problems.append(
                Problem(.rejected, "too_many_sets", expected: "at most \(WorkoutGrouper.setLimit) sets"))
            outcome.workout = nil
        }
        if var workout = outcome.workout, mapper.format.grain == .set, grouper.isReturning(workout) {
            outcome.problems.append(
                Problem(
                    .flagged, "rows_not_together", expected: "all sets of a workout one after another",
                    hint: "Sort the file by start time and import it again."))
            workout.flags.append("rows_not_together")
            outcome.workout = workout
        }
        // Taken, not copied: a workout has many parts, and each would be counted once more.
        guard let workout = outcome.workout.take() else {
            if outcome.severity == .excluded {
                counts.rows += 1
                counts.excluded += 1
                try note(outcome.problems, record: nil)
            } else {
                try reject(outcome.problems)
            }
            return
        }
        counts.rows += 1
        if outcome.severity == .flagged { counts.flagged += 1 }
        if !outcome.problems.isEmpty { try note(outcome.problems, record: workout.key) }
        if !isGrouping {
            try emit(workout)
        } else if let ended = grouper.add(workout) {
            try emit(ended)
        }
    }

    /// What a last row without line end shows when it was cut off in a cell that every other row fills.
    private static let signsOfTruncation: Set<String> = ["no_native_id", "bad_date", "not_a_number", "missing_value"]

    /// What the bytes of the row lack, where the file as a whole showed that some do.
    private var byteProblems: [Problem] {
        var problems: [Problem] = []
        if reader.hasNULBytes { problems.append(Problem(.flagged, "nul_bytes", expected: "text")) }
        guard plan.isEncodingAssumed else { return problems }
        let isDoubtful = reader.withRaw { raw in
            plan.dialect.encoding == .utf8
                ? String(validating: raw, as: UTF8.self) == nil : raw.contains { $0 >= 0x80 }
        }
        if isDoubtful {
            problems.append(
                Problem(.flagged, "invalid_bytes", expected: "UTF-8", hint: "Check the letters with accents."))
        }
        return problems
    }

    // MARK: - Outputs

    private func writeRejectsHeader() throws {
        let dialect = plan.dialect
        var head = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark : []
        if dialect.linesBeforeHeader > 0, dialect.delimiter != UInt8(ascii: ",") {
            head += dialect.encoding.encode("sep=\(dialect.delimiterText)\r\n".utf8)
        }
        head += reader.withRaw { dialect.encoding.encode($0) }
        if !reader.isTerminated { head += dialect.encoding.encode("\n".utf8) }
        try head.withUnsafeBytes(outputs.rejects)
    }

    private mutating func reject(_ problems: [Problem]) throws {
        counts.rows += 1
        counts.rejected += 1
        grouper.markIncomplete()
        try reader.withRaw { raw in
            if plan.dialect.encoding == .utf8 {
                try outputs.rejects(UnsafeRawBufferPointer(raw))
            } else {
                try plan.dialect.encoding.encode(raw).withUnsafeBytes(outputs.rejects)
            }
        }
        try note(problems, record: nil)
    }

    private mutating func note(_ problems: [Problem], record: String?) throws {
        try log.add(problems, line: reader.line, endLine: reader.endLine, row: counts.rows, record: record)
    }

    private mutating func emit(_ workout: Workout) throws {
        counts.records += 1
        counts.sets += workout.sets.count
        let day = workout.startLocal.date
        period = period.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
        if asOf.map({ $0.wallSeconds < workout.startLocal.wallSeconds }) ?? true { asOf = workout.startLocal }
        workout.write(to: &accepted, includingRows: true)
        accepted.write(raw: "\n")
        try flushAccepted(atLeast: 64 << 10)
    }

    private mutating func flushAccepted(atLeast count: Int) throws {
        guard accepted.bytes.count >= count else { return }
        try accepted.bytes.withUnsafeBytes(outputs.accepted)
        accepted.removeAll()
    }
}

/// The file is not the one that the plan was made for.
public struct PlanMismatch: Error, Sendable {}
