import Formats

/// The sentences that tell people what is wrong with a row.
enum ProblemMessage {
    /// A sentence with the line, the cell and what is wrong with it.
    static func text(for problem: Problem, line: Int) -> String {
        "Line \(line): \(body(of: problem))."
    }

    private static func body(of problem: Problem) -> String {
        let cell = problem.value.map { value in
            value.isEmpty ? "the empty cell" : "\"\(ProblemLog.printable(value))\""
        }
        guard let cell, let column = problem.column?.text else { return rowText(problem) }
        return "\(cell) in \(column) \(predicate(of: problem))"
    }

    private static func predicate(of problem: Problem) -> String {
        switch problem.code {
        case "bad_date": "is not a date; expected \(problem.expected)"
        case "ambiguous_date": "can be read in two ways: day first or month first"
        case "future_date": "lies in the future"
        case "not_a_number": "is not a number; expected \(problem.expected)"
        case "out_of_range": "is out of range; expected \(problem.expected)"
        case "missing_value": "is missing; expected \(problem.expected)"
        case "unusual_value": "is unusually large"
        case "zero_duration": problem.severity == .excluded ? "shows that nothing was measured" : "is no duration"
        case "unit_unknown": "has no unit, so it is kept as text only"
        case "activity_unknown": "is no activity we know"
        default: "needs a look (\(problem.code)); expected \(problem.expected)"
        }
    }

    private static func rowText(_ problem: Problem) -> String {
        switch problem.code {
        case "too_many_fields": "the row has more fields than the header; expected \(problem.expected)"
        case "too_few_fields": "the row has too few fields; expected \(problem.expected)"
        case "truncated_row": "the file ends in the middle of this row"
        case "unclosed_quote": "a quote is opened and never closed"
        case "field_too_long": "a field is longer than \(problem.expected)"
        case "record_too_long": "the row is longer than \(problem.expected)"
        case "schema_changed": "the columns change here: another export was appended to the file"
        case "invalid_bytes": "the row holds bytes that are not text in the file's encoding"
        case "nul_bytes": "the row held zero bytes, which were dropped"
        case "short_row": "the row ends before its last columns"
        case "rows_not_together": "the workout of this row ended before; it counts as another one"
        case "too_many_sets": "the workout has more sets than one workout can have"
        default: "\(problem.code); expected \(problem.expected)"
        }
    }
}
