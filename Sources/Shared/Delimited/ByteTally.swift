/// What the bytes of a whole file say about its encoding and line ends, gathered chunk by chunk.
public struct ByteTally: Sendable {
    /// Bytes in all.
    public private(set) var bytes = 0
    /// Characters of more than one byte that are valid UTF-8.
    public private(set) var multibyteCharacters = 0
    /// Places that are not valid UTF-8.
    public private(set) var invalidSequences = 0
    /// Zero bytes.
    public private(set) var nulBytes = 0
    /// Lines that end in LF alone, in CR LF, and in CR alone.
    public private(set) var lineFeeds = 0
    /// Lines that end in CR LF.
    public private(set) var carriageReturnLineFeeds = 0
    /// Lines that end in CR alone.
    public private(set) var carriageReturns = 0
    /// Whether the last byte is CR or LF.
    public private(set) var endsWithLineEnd = false

    private var expectedContinuations = 0
    /// The range that the next continuation byte must lie in; narrower after some lead bytes (Unicode table 3-7).
    private var nextRange: ClosedRange<UInt8> = 0x80...0xBF
    private var previousWasCR = false

    /// A tally of nothing.
    public init() {}

    /// Counts the next bytes of the file.
    public mutating func add(_ chunk: UnsafeRawBufferPointer) {
        bytes += chunk.count
        var position = 0
        while position < chunk.count {
            let byte = chunk[position]
            position += 1
            if byte >= 0x20, byte < 0x80, expectedContinuations == 0, !previousWasCR { continue }
            add(byte)
        }
        if let last = chunk.last { endsWithLineEnd = last == 0x0A || last == 0x0D }
    }

    private mutating func add(_ byte: UInt8) {
        if expectedContinuations > 0 {
            if nextRange.contains(byte) {
                expectedContinuations -= 1
                nextRange = 0x80...0xBF
                if expectedContinuations == 0 { multibyteCharacters += 1 }
                return
            }
            invalidSequences += 1
            expectedContinuations = 0
        }
        if previousWasCR {
            previousWasCR = false
            if byte == 0x0A {
                carriageReturnLineFeeds += 1
                return
            }
            carriageReturns += 1
        }
        switch byte {
        case 0x00: nulBytes += 1
        case 0x0A: lineFeeds += 1
        case 0x0D: previousWasCR = true
        case 0x01..<0x80: break
        case 0xC2...0xDF: expect(1)
        case 0xE0: expect(2, next: 0xA0...0xBF)
        case 0xED: expect(2, next: 0x80...0x9F)
        case 0xE1...0xEF: expect(2)
        case 0xF0: expect(3, next: 0x90...0xBF)
        case 0xF4: expect(3, next: 0x80...0x8F)
        case 0xF1...0xF3: expect(3)
        default: invalidSequences += 1
        }
    }

    private mutating func expect(_ count: Int, next: ClosedRange<UInt8> = 0x80...0xBF) {
        expectedContinuations = count
        nextRange = next
    }

    /// Counts what the end of the file leaves open.
    public mutating func finish() {
        if expectedContinuations > 0 { invalidSequences += 1 }
        if previousWasCR { carriageReturns += 1 }
        expectedContinuations = 0
        previousWasCR = false
    }

    /// The encoding of a file without a byte order mark: UTF-8 where that explains it, else Windows-1252.
    ///
    /// A file with valid multi-byte characters stays UTF-8 even if some places are broken: a few damaged cells are more
    /// likely than a Western text that forms valid UTF-8 by chance.
    public var encoding: TextEncoding {
        invalidSequences == 0 || multibyteCharacters >= invalidSequences ? .utf8 : .windows1252
    }

    /// The word for the line ends: `lf`, `crlf`, `cr`, `mixed`, or `none`.
    public var lineEnd: String {
        let kinds = [("lf", lineFeeds), ("crlf", carriageReturnLineFeeds), ("cr", carriageReturns)].filter { $0.1 > 0 }
        return switch kinds.count {
        case 0: "none"
        case 1: kinds[0].0
        default: "mixed"
        }
    }
}
