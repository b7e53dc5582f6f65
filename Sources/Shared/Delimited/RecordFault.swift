/// Why a stretch of a file could not be read as a record.
public enum RecordFault: String, Sendable {
    /// A quote opens a field and nothing closes it where it should.
    case unclosedQuote = "unclosed_quote"
    /// A field is longer than the limit.
    case fieldTooLong = "field_too_long"
    /// A record is longer than the limit, or has more fields than any table.
    case recordTooLong = "record_too_long"
}
