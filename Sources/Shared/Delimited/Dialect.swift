/// How a file of delimited text is laid out.
public struct Dialect: Hashable, Sendable {
    /// How bytes stand for text.
    public var encoding: TextEncoding
    /// Whether the file begins with a byte order mark.
    public var hasByteOrderMark: Bool
    /// What separates fields: `,` `;` tab or `|`.
    public var delimiter: UInt8
    /// Physical lines before the header that are not part of the table, such as `sep=;` and blank lines.
    public var linesBeforeHeader: Int

    /// A layout; the default is what RFC 4180 describes.
    public init(
        encoding: TextEncoding = .utf8, hasByteOrderMark: Bool = false, delimiter: UInt8 = UInt8(ascii: ","),
        linesBeforeHeader: Int = 0
    ) {
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
        self.delimiter = delimiter
        self.linesBeforeHeader = linesBeforeHeader
    }

    /// The physical line that the header begins on, from 1.
    public var headerLine: Int { linesBeforeHeader + 1 }

    /// The delimiter as text.
    public var delimiterText: String { String(Character(Unicode.Scalar(delimiter))) }
}

/// Limits that keep hostile and broken files from costing more than they should.
public struct ReadingLimits: Sendable {
    /// Bytes in one field (UTF-8).
    public var field = 65_536
    /// Bytes in one record (UTF-8).
    public var record = 1_048_576
    /// Fields in one record.
    public var columns = 1_024

    /// The limits of the format reference.
    public init() {}
}
