import Delimited
import Testing

@Suite struct SnifferTests {
    @Test(arguments: [
        ("a,b;c,d\n", ",", 0), ("a;b;c\n1,5;2;3\n", ";", 0), ("a\tb,c\td\n", "\t", 0), ("sep=;\r\na;b,c,d\r\n", ";", 1),
        ("\n\r\na,b\n", ",", 2), ("\"x;y;z;w\",b\n", ",", 0), ("only\n", ",", 0),
    ])
    func theHeaderTellsTheDelimiter(_ text: String, delimiter: String, linesBefore: Int) throws {
        let dialect = try Sniffer.sniff(Array(text.utf8))
        #expect(dialect.delimiterText == delimiter)
        #expect(dialect.linesBeforeHeader == linesBefore)
    }

    @Test(
        arguments: [
            ([], .empty), ([0xEF, 0xBB, 0xBF], .empty), (Array("\n \r\n".utf8), .empty), ([0x50, 0x4B, 3, 4], .zip),
            ([0x1F, 0x8B, 8, 0], .gzip), (Array("%PDF-1.4".utf8), .pdf), (Array("\n <!DOCTYPE html>".utf8), .html),
            (Array("[1]".utf8), .json), ([0xFF, 0xFE, 0, 0, 0x44, 0, 0, 0], .binary),
            (Array("SQLite format 3\0x".utf8), .binary), (Array("{\"a\":1}".utf8), .json),
            (Array(repeating: 3, count: 100), .binary),
        ] as [([UInt8], NotDelimitedText.Kind)])
    func whatIsNoTableIsNamed(_ bytes: [UInt8], kind: NotDelimitedText.Kind) {
        #expect(throws: NotDelimitedText(kind: kind)) { try Sniffer.sniff(bytes) }
    }

    @Test func unmarkedUTF16IsRecognised() throws {
        let dialect = try Sniffer.sniff(TextEncoding.utf16LittleEndian.encode("Date\tType\tDistance\n".utf8))
        #expect(dialect.encoding == .utf16LittleEndian)
        #expect(dialect.delimiterText == "\t")
    }

    @Test(arguments: [
        (Array("café ü".utf8), TextEncoding.utf8), ([0x63, 0x61, 0x66, 0xE9, 0x20], .windows1252),
        (Array("é".utf8) + [0xC3, 0x28], .utf8), ([0xE2, 0x82], .windows1252), ([0xED, 0xA0, 0x80], .windows1252),
    ])
    func theWholeFileTellsTheEncoding(_ bytes: [UInt8], encoding: TextEncoding) {
        for step in [1, 2, 100] {
            var tally = ByteTally()
            for start in stride(from: 0, to: bytes.count, by: step) {
                bytes[start..<min(start + step, bytes.count)].withUnsafeBytes { tally.add($0) }
            }
            tally.finish()
            #expect(tally.encoding == encoding)
        }
    }

    @Test(arguments: [("a\nb", "lf"), ("a\r\nb\r\n", "crlf"), ("a\rb", "cr"), ("a\r\nb\n", "mixed"), ("a", "none")])
    func lineEndsAreCounted(_ text: String, word: String) {
        var tally = ByteTally()
        Array(text.utf8).withUnsafeBytes { tally.add($0) }
        tally.finish()
        #expect(tally.lineEnd == word)
    }
}

@Suite struct DelimitedWriterTests {
    @Test(arguments: [
        ("a", "a"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=1+1", "'=1+1"),
        ("a\u{1B}[31m", "a\u{FFFD}[31m"),
        ("x\u{202E}y\u{9B}", "x\u{FFFD}y\u{FFFD}"), ("-2.5", "-2.5"),
        ("-2+3", "'-2+3"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "\"'\t=1\""), ("+1", "+1"), ("", ""),
    ])
    func cellsAreQuotedAndDisarmed(_ cell: String, written: String) {
        var writer = DelimitedWriter()
        writer.write([cell, "x"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == written + ",x\r\n")
    }
}
