public import Delimited
public import Formats
public import JSON

/// How a file is to be read: what Fetch found out about it and Clean goes by.
public struct Plan: Sendable {
    /// The layout.
    public var dialect: Dialect
    /// The word for the line ends: `lf`, `crlf`, `cr`, `mixed` or `none`.
    public var lineEnd: String
    /// The name of the format.
    public var format: String
    /// What the whole file told about its columns.
    public var decisions: ColumnDecisions
    /// Whether the encoding was guessed because the bytes are not what they should be.
    public var isEncodingAssumed: Bool

    /// The plan as the small document that the stages hand on.
    public var json: JSON {
        [
            "encoding": .string(dialect.encoding.rawValue),
            "bom": .bool(dialect.hasByteOrderMark),
            "encoding_assumed": .bool(isEncodingAssumed),
            "line_end": .string(lineEnd),
            "delimiter": .string(dialect.delimiterText),
            "header_line": .int(dialect.headerLine),
            "format": .string(format),
            "decimal_comma_columns": .array(decisions.decimalCommaColumns.sorted().map { .int($0) }),
            "date_order": decisions.dateOrder.map { .string($0.rawValue) } ?? .null,
            "mixed_dates": .bool(decisions.hasMixedDates),
        ]
    }
}

extension Plan {
    /// Reads what ``json`` writes; nil where a member is missing or has an unexpected value.
    public init?(json: JSON) {
        guard let encoding = json["encoding"]?.string.flatMap(TextEncoding.init(rawValue:)),
            let hasByteOrderMark = json["bom"]?.bool, let delimiter = json["delimiter"]?.string?.utf8.first,
            let headerLine = json["header_line"]?.int, headerLine >= 1, let format = json["format"]?.string,
            let lineEnd = json["line_end"]?.string
        else { return nil }
        dialect = Dialect(
            encoding: encoding, hasByteOrderMark: hasByteOrderMark, delimiter: delimiter,
            linesBeforeHeader: headerLine - 1)
        self.lineEnd = lineEnd
        self.format = format
        decisions = ColumnDecisions(
            decimalCommaColumns: Set(json["decimal_comma_columns"]?.array?.compactMap(\.int) ?? []),
            dateOrder: json["date_order"]?.string.flatMap(DateOrder.init(rawValue:)),
            hasMixedDates: json["mixed_dates"]?.bool ?? false)
        isEncodingAssumed = json["encoding_assumed"]?.bool ?? false
    }
}
