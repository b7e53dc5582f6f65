import Delimited
import Failures
import Formats
import JSON

/// The errors for files that cannot be imported at all: what the file is, and what to do.
enum Refusal {
    static func notDelimited(_ error: NotDelimitedText) -> PipelineError {
        switch error.kind {
        case .empty:
            PipelineError(
                .uploadEmpty, "The file is empty. Export it again and check that the download finished.",
                code: "empty_file")
        case .zip:
            notCSV(
                error, "a zip archive or a spreadsheet",
                "Unpack it and import the CSV inside, or save the sheet as CSV.")
        case .gzip: notCSV(error, "compressed with gzip", "Unpack it with gunzip and import the result.")
        case .pdf: notCSV(error, "a PDF document", "Export the workouts as CSV instead.")
        case .html:
            notCSV(error, "a web page", "The site probably asked for a login: sign in and download the export again.")
        case .json: notCSV(error, "JSON", "Export the workouts as CSV instead.")
        case .fit: notCSV(error, "a FIT file of one activity", "Export the list of workouts as CSV instead.")
        case .binary: notCSV(error, "not text", "Export the workouts as CSV.")
        }
    }

    private static func notCSV(_ error: NotDelimitedText, _ what: String, _ step: String) -> PipelineError {
        PipelineError(
            .uploadNotCSV, "The file is \(what), not CSV. \(step)", code: "not_csv_\(error.kind.rawValue)")
    }

    static func tooWide(columns: Int, limit: Int) -> PipelineError {
        PipelineError(
            .uploadTooWide,
            "The header has \(columns) columns; at most \(limit) are read. Is this really a list of workouts?",
            code: "too_many_columns")
    }

    static func unreadableHeader(_ fault: RecordFault, line: Int) -> PipelineError {
        let why =
            switch fault {
            case .unclosedQuote: "a quote is opened and never closed"
            case .fieldTooLong, .recordTooLong: "it is longer than any header"
            }
        return PipelineError(
            .uploadNotCSV, "Line \(line): the header cannot be read: \(why). Is this a CSV export?",
            code: "header_unreadable")
    }

    static func missingColumn(
        of format: any WorkoutFormat, name: String, nearest: HeaderColumn?, line: Int
    ) -> PipelineError {
        let found = nearest.map { " The nearest header is \"\($0.text)\" (column \($0.index + 1))." } ?? ""
        return PipelineError(
            .uploadMissingColumn,
            "Line \(line): the file looks like a \(format.title) export but has no column \"\(name)\".\(found) "
                + "Export it again without changing the columns.",
            code: "missing_column")
    }

    static func notWorkouts(_ file: WrongFile) -> PipelineError {
        PipelineError(
            .uploadNotWorkouts, "The file holds \(file.title), not a list of workouts. \(file.hint)",
            code: "not_a_workout_list")
    }

    static func unknownFormat(_ header: Header, line: Int) -> PipelineError {
        let names = header.texts.prefix(6).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
        let known = FormatCatalog.titles.joined(separator: ", ")
        return PipelineError(
            .uploadUnknownFormat,
            "Line \(line): no known export has these columns (\(names)\(header.columns.count > 6 ? ", …" : "")). "
                + "Known are: \(known). A file with the columns timestamp, activity_type and duration_minutes always works.",
            code: "unknown_format")
    }
}
