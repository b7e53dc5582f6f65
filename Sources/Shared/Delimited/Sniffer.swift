/// What a file turned out to be when it is not delimited text.
public struct NotDelimitedText: Error, Hashable, Sendable {
    /// What the bytes show the file to be.
    public enum Kind: String, Sendable {
        /// No bytes, or nothing but a byte order mark and blank lines.
        case empty
        /// `PK`: a zip archive, or a spreadsheet in one.
        case zip
        /// Compressed with gzip.
        case gzip
        /// A PDF document.
        case pdf
        /// A web page or an XML document.
        case html
        /// JSON.
        case json
        /// A FIT file of a watch.
        case fit
        /// Some other binary file.
        case binary
    }

    /// What it is.
    public var kind: Kind

    /// A file of some other kind.
    public init(kind: Kind) {
        self.kind = kind
    }
}

/// Finds out from the first bytes of a file how it is laid out.
public enum Sniffer {
    /// How many bytes are worth looking at: enough for the widest header.
    public static let window = 262_144

    /// Finds the layout of a file.
    ///
    /// - Parameter prefix: The first ``window`` bytes of the file, or all of a shorter one.
    /// - Returns: The layout; the encoding is provisional (`utf8`) where there is no byte order mark, because only the
    ///   whole file can tell.
    /// - Throws: ``NotDelimitedText`` for anything that is no delimited text.
    public static func sniff(_ prefix: [UInt8]) throws(NotDelimitedText) -> Dialect {
        var dialect = Dialect()
        // UTF-32 begins like UTF-16; no app writes it.
        if prefix.starts(with: [0xFF, 0xFE, 0, 0]) || prefix.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw NotDelimitedText(kind: .binary)
        }
        if let encoding = TextEncoding.announced(by: prefix) {
            dialect.encoding = encoding
            dialect.hasByteOrderMark = true
        } else if let encoding = unmarkedUTF16(prefix) {
            dialect.encoding = encoding
        }
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        if !dialect.hasByteOrderMark, let kind = binaryKind(of: prefix) { throw NotDelimitedText(kind: kind) }
        var decoder = TextDecoder(dialect.encoding)
        let text = prefix[mark...].withUnsafeBytes { decoder.decode($0, isLast: false) }.filter { $0 != 0 }
        let controls = text.prefix(4096).count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if controls * 10 > min(text.count, 4096) { throw NotDelimitedText(kind: .binary) }
        guard let first = text.first(where: { $0 > 0x20 }) else { throw NotDelimitedText(kind: .empty) }
        switch first {
        case UInt8(ascii: "<"): throw NotDelimitedText(kind: .html)
        case UInt8(ascii: "{"), UInt8(ascii: "["): throw NotDelimitedText(kind: .json)
        default: break
        }
        findHeader(in: text, dialect: &dialect)
        return dialect
    }

    private static func binaryKind(of bytes: [UInt8]) -> NotDelimitedText.Kind? {
        if bytes.starts(with: [0x50, 0x4B]) { return .zip }
        if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
        if bytes.starts(with: Array("%PDF".utf8)) { return .pdf }
        if bytes.count > 12, Array(bytes[8..<12]) == Array(".FIT".utf8) { return .fit }
        if bytes.starts(with: Array("SQLite format 3\0".utf8)) { return .binary }
        return nil
    }

    /// Text with a zero in every other byte is UTF-16, marked or not.
    private static func unmarkedUTF16(_ prefix: [UInt8]) -> TextEncoding? {
        let sample = prefix.prefix(512)
        guard sample.count >= 8 else { return nil }
        let zeros = (
            even: sample.enumerated().count { $0 % 2 == 0 && $1 == 0 },
            odd: sample.enumerated().count { $0 % 2 == 1 && $1 == 0 }
        )
        let half = sample.count / 2
        if zeros.odd * 10 > half * 8, zeros.even * 10 < half { return .utf16LittleEndian }
        if zeros.even * 10 > half * 8, zeros.odd * 10 < half { return .utf16BigEndian }
        return nil
    }

    /// Skips what stands before the header and chooses the delimiter.
    private static func findHeader(in text: [UInt8], dialect: inout Dialect) {
        var position = 0
        while position < text.count {
            let end = text[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            let line = text[position..<end]
            if let separator = separatorDirective(line) {
                dialect.delimiter = separator
                dialect.linesBeforeHeader += 1
            } else if line.allSatisfy({ $0 <= 0x20 }) {
                dialect.linesBeforeHeader += 1
            } else {
                break
            }
            position = end + (end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A ? 2 : 1)
        }
        guard position < text.count else { return }
        let counts = delimiterCounts(inRecordAt: position, of: text)
        let declared = dialect.linesBeforeHeader > 0 && counts[dialect.delimiter, default: 0] > 0
        if !declared,
            let best = [",", ";", "\t", "|"].map({ UInt8(ascii: $0) }).max(by: {
                counts[$0, default: 0] < counts[$1, default: 0]
            }), counts[best, default: 0] > 0
        {
            dialect.delimiter = best
        }
    }

    /// Excel's `sep=;` line.
    private static func separatorDirective(_ line: ArraySlice<UInt8>) -> UInt8? {
        var text = Array(line)
        if text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\""), text.count > 2 {
            text = Array(text.dropFirst().dropLast())
        }
        guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return text[4]
    }

    private static func delimiterCounts(inRecordAt start: Int, of text: [UInt8]) -> [UInt8: Int] {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in text[start...] {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case 0x0A, 0x0D:
                if !isQuoted { return counts }
            case UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"):
                if !isQuoted { counts[byte, default: 0] += 1 }
            default: break
            }
        }
        return counts
    }
}

extension UInt8 {
    fileprivate init(ascii text: String) {
        self = text.utf8.first ?? 0
    }
}
