import Delimited
import Testing

/// Reads a whole text, at most `step` bytes at a time, so that every seam between chunks is tried.
func read(_ bytes: [UInt8], dialect: Dialect = Dialect(), step: Int = 1 << 20, expectedFields: Int = 0) throws -> [Seen]
{
    var position = 0
    let reader = RecordReader(dialect: dialect) { buffer in
        let count = min(step, buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
    reader.expectedFields = expectedFields
    var seen: [Seen] = []
    while try reader.advance() {
        seen.append(
            Seen(
                fields: reader.texts, line: reader.line, endLine: reader.endLine, fault: reader.fault,
                raw: reader.withRaw { String(decoding: $0, as: UTF8.self) }))
    }
    return seen
}

struct Seen: Equatable {
    var fields: [String]
    var line: Int
    var endLine: Int
    var fault: RecordFault?
    var raw: String
}

@Suite struct RecordReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        ("\"a\",\"b\"\n\"1\r\n2\",\"say \"\"hi\"\"\"\n", [["a", "b"], ["1\r\n2", "say \"hi\""]]),
        ("12\" bar,x\n", [["12\" bar", "x"]]),
        ("\"a\"b,x\n", [["a\"b", "x"]]),
        ("a,\n,\n", [["a", ""], ["", ""]]),
        ("\n\na\n", [[""], [""], ["a"]]),
        ("a\u{0}b,c\n", [["ab", "c"]]),
        ("é,😀\n", [["é", "😀"]]),
    ])
    func recordsAreWhatPeopleMean(_ text: String, records: [[String]]) throws {
        for step in [1, 2, 3, 7, 1 << 20] {
            #expect(try read(Array(text.utf8), step: step).map(\.fields) == records)
        }
    }

    @Test func linesAndRawBytesCoverTheWholeFile() throws {
        let text = "a,b\r\n\"1\n2\",x\r\n\r\n3,4"
        let seen = try read(Array(text.utf8))
        #expect(seen.map(\.raw).joined() == text)
        #expect(seen.map(\.line) == [1, 2, 4, 5])
        #expect(seen.map(\.endLine) == [1, 3, 4, 5])
    }

    @Test func aLostQuoteCostsItsOwnLine() throws {
        let text = "a,b,c\n\"1\",2,3\n4,\"never closed,6\n\"7\",8,9\n\"10\",11,12\n"
        let seen = try read(Array(text.utf8), expectedFields: 3)
        #expect(seen.map(\.fault) == [nil, nil, .unclosedQuote, nil, nil])
        #expect(seen[2].raw == "4,\"never closed,6\n")
        #expect(seen[3].fields == ["7", "8", "9"])
        #expect(seen.map(\.line) == [1, 2, 3, 4, 5])
    }

    @Test func aLostQuoteAtLineTwoOfALargeFileCostsOneRow() throws {
        var text = "a,b\n1,\"open\n"
        for row in 0..<200_000 { text += "\(row),x\n" }
        let seen = try read(Array(text.utf8), expectedFields: 2)
        #expect(seen.count == 200_002)
        #expect(seen.filter { $0.fault != nil }.map(\.raw) == ["1,\"open\n"])
    }

    @Test func aLongFieldIsTheFaultOfItsRecordOnly() throws {
        let text = "a,b\n1,\"\(String(repeating: "x", count: 70_000))\"\n2,y\n"
        let seen = try read(Array(text.utf8), expectedFields: 2)
        #expect(seen.map(\.fault) == [nil, .fieldTooLong, nil])
    }

    @Test(arguments: ["", "\""]) func anEndlessLineIsPassedOverInPieces(_ quote: String) throws {
        var sent = 0
        let size = 20 << 20
        let head = Array("a,b\n\(quote)".utf8)
        let tail = Array("\(quote)\n1,2\n".utf8)
        let reader = RecordReader(dialect: Dialect()) { buffer in
            let count = min(buffer.count, head.count + size + tail.count - sent)
            for index in 0..<count {
                let place = sent + index
                buffer[index] =
                    place < head.count
                    ? head[place] : place < head.count + size ? UInt8(ascii: "x") : tail[place - head.count - size]
            }
            sent += count
            return count
        }
        var spilled = 0
        reader.spill = { spilled += $0.count }
        reader.expectedFields = 2
        #expect(try reader.advance())
        #expect(try reader.advance())
        #expect(reader.fault == .recordTooLong)
        #expect(spilled == size + 1 + 2 * quote.utf8.count)
        #expect(try reader.advance())
        #expect(reader.texts == ["1", "2"])
        #expect(reader.line == 3)
    }

    @Test func quotesMadeToBeSlowAreReadInBoundedTime() throws {
        var text = "a,b\n"
        for _ in 0..<100_000 { text += "\",\"\n" }
        let seen = try read(Array(text.utf8), expectedFields: 2)
        #expect(seen.map(\.raw).joined() == text)
    }

    @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian, .windows1252])
    func otherEncodingsReadAsTextAndGoBackToTheirBytes(_ encoding: TextEncoding) throws {
        let text = "café,½\r\n–,x\r\n"
        let bytes = encoding.byteOrderMark + encoding.encode(text.utf8)
        let dialect = Dialect(encoding: encoding, hasByteOrderMark: !encoding.byteOrderMark.isEmpty)
        for step in [1, 3, 1 << 20] {
            let seen = try read(bytes, dialect: dialect, step: step)
            #expect(seen.map(\.fields) == [["café", "½"], ["–", "x"]])
            #expect(encoding.encode(seen.map(\.raw).joined().utf8) == encoding.encode(text.utf8))
        }
    }
}
