/// Reads delimited text (RFC 4180 and what people really have) as a stream of records.
///
/// The reader holds one record at a time, whatever the size of the file. A quote opens a field only at its start; any of
/// LF, CR LF and CR ends a line; a quote that is never closed costs its own line and not the rest of the file. The record
/// it stands on is valid until the next call of ``advance()``.
public final class RecordReader {
    /// Fills a buffer with the next bytes of the file and returns how many; 0 at the end.
    public typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

    /// The physical line that the record begins on, from 1.
    public private(set) var line = 0
    /// The physical line that the record ends on.
    public private(set) var endLine = 0
    /// Why the record cannot be used; nil for a good one. A faulty record has no fields, only its raw bytes.
    public private(set) var fault: RecordFault?
    /// Whether a line end follows the record; only the last one may lack it.
    public private(set) var isTerminated = true
    /// Whether the record held zero bytes, which its fields do not show.
    public private(set) var hasNULBytes = false
    /// How many fields a record should have; a record cut short by a lost quote is told by it. 0 where it is not known.
    public var expectedFields = 0
    /// Receives the raw UTF-8 of a record too long to hold, piece by piece; the record itself then has no raw bytes.
    public var spill: (UnsafeRawBufferPointer) throws -> Void = { _ in }

    private let limits: ReadingLimits
    private let delimiter: UInt8
    private var window: ByteWindow
    private var fields: [Range<Int>] = []
    /// Fields with doubled quotes or zero bytes, as they read; their ranges are shifted by `unescapedBase`.
    private var unescaped: [UInt8] = []
    private static let unescapedBase = 1 << 60
    private var rawRange = 0..<0
    private var nextLine: Int
    /// Bytes that may still be read twice to find out where a lost quote ends; refilled by progress.
    private var rescanBudget = 64 << 20

    /// A reader that stands before the header.
    ///
    /// - Parameters:
    ///   - dialect: The layout of the file.
    ///   - limits: What is refused.
    ///   - source: The bytes of the file from its start, byte order mark included.
    public init(dialect: Dialect, limits: ReadingLimits = ReadingLimits(), source: @escaping Source) {
        self.limits = limits
        delimiter = dialect.delimiter
        window = ByteWindow(
            encoding: dialect.encoding, skip: dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0,
            source: source)
        nextLine = 1
        linesToSkip = dialect.linesBeforeHeader
    }

    private var linesToSkip: Int

    /// The number of fields of the record.
    public var fieldCount: Int { fields.count }

    /// The bytes of a field, without its quotes; valid until the next call of ``advance()``.
    public func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        let range = fields[index]
        if range.lowerBound >= Self.unescapedBase {
            let shifted = range.lowerBound - Self.unescapedBase..<range.upperBound - Self.unescapedBase
            return try unescaped.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[shifted])) }
        }
        return try body(window.bytes(range))
    }

    /// A field as text; bytes that are not UTF-8 read as U+FFFD.
    public func field(_ index: Int) -> String {
        withField(index) { String(decoding: $0, as: UTF8.self) }
    }

    /// All fields as text.
    public var texts: [String] { (0..<fieldCount).map(field) }

    /// The bytes of the record as UTF-8, with quotes and the line end that follows.
    public func withRaw<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(window.bytes(rawRange))
    }

    /// Whether every field is empty or blank.
    public var isBlank: Bool {
        fault == nil && (0..<fieldCount).allSatisfy { withField($0) { $0.allSatisfy { $0 <= 0x20 } } }
    }

    /// Moves to the next record.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: What the source throws.
    public func advance() throws -> Bool {
        while linesToSkip > 0 {
            linesToSkip -= 1
            guard try window.fill(atLeast: 1) else { return false }
            window.consume(try physicalLineEnd(from: window.start))
            nextLine += 1
        }
        guard try window.fill(atLeast: 1) else { return false }
        let outcome = try scan(from: window.start)
        switch outcome {
        case .record(let scan): accept(scan)
        case .lostQuote(let extent): try rejectLostQuote(extent: extent)
        case .tooLong(let quoted): try skipOversized(quoted: quoted)
        }
        rescanBudget = min(64 << 20, rescanBudget + rawRange.count * 4)
        return true
    }

    // MARK: - Scanning

    private struct Scan {
        var end = 0
        var isTerminated = true
        var lineEnds = 0
        var longestField = 0
        var hasNUL = false
    }

    private enum Outcome {
        case record(Scan)
        /// A quote that nothing closes properly; what was looked at ends here.
        case lostQuote(extent: Int)
        /// No end within the limit; whether a quoted field was open.
        case tooLong(quoted: Bool)
    }

    /// Reads one record from a place in the window; `fields` and `unescaped` hold its fields afterwards.
    private func scan(from start: Int) throws -> Outcome {
        while true {
            let isWholeFile = window.isAtEnd
            if let outcome = scanWindow(from: start) { return outcome }
            // With the whole rest of the file in the window, only an open quote keeps a record from ending.
            if isWholeFile { return .lostQuote(extent: window.end) }
            // The window ended first: read more and begin the record again. Windows double, so this is linear.
            if window.end - start > limits.record { return .tooLong(quoted: scanEndedInQuotes) }
            _ = try window.grow()
        }
    }

    private var scanEndedInQuotes = false

    private func scanWindow(from start: Int) -> Outcome? {
        fields.removeAll(keepingCapacity: true)
        unescaped.removeAll(keepingCapacity: true)
        var scan = Scan()
        var position = start
        let limit = window.end
        let base = window.base
        let isLastWindow = window.isAtEnd
        while true {
            // One turn for each field. Zero bytes, such as a failed write leaves, do not hide its opening quote.
            while position < limit, base[position] == 0 {
                position += 1
                scan.hasNUL = true
            }
            let fieldStart = position
            if position < limit, base[position] == UInt8(ascii: "\"") {
                position += 1
                var needsCopy = false
                var lineEnds = 0
                closing: while true {
                    guard position < limit else {
                        scanEndedInQuotes = true
                        return nil
                    }
                    let byte = base[position]
                    if byte == UInt8(ascii: "\"") {
                        if position + 1 >= limit, !isLastWindow { return nil }
                        if position + 1 < limit, base[position + 1] == UInt8(ascii: "\"") {
                            needsCopy = true
                            position += 2
                            continue
                        }
                        break closing
                    }
                    if byte == 0x0A || (byte == 0x0D && !(position + 1 < limit && base[position + 1] == 0x0A)) {
                        lineEnds += 1
                    }
                    if byte == 0 { needsCopy = true }
                    position += 1
                }
                let contentEnd = position
                position += 1
                let isProper =
                    position >= limit || base[position] == delimiter || base[position] == 0x0A || base[position] == 0x0D
                if !isProper {
                    // A quote inside the text. Over several lines that is a quote somebody forgot to close.
                    if lineEnds > 0 { return .lostQuote(extent: position) }
                    while position < limit, base[position] != delimiter, base[position] != 0x0A, base[position] != 0x0D
                    {
                        position += 1
                    }
                    if position >= limit, !isLastWindow { return nil }
                    appendUnescaped(fieldStart + 1..<position, closedAt: contentEnd, scan: &scan)
                } else if needsCopy {
                    appendUnescaped(fieldStart + 1..<contentEnd, closedAt: contentEnd, scan: &scan)
                } else {
                    fields.append(fieldStart + 1..<contentEnd)
                }
                scan.lineEnds += lineEnds
                scan.longestField = max(scan.longestField, contentEnd - fieldStart)
            } else {
                var hasNUL = false
                while position < limit {
                    let byte = base[position]
                    if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                    if byte == 0 { hasNUL = true }
                    position += 1
                }
                if position >= limit, !isLastWindow {
                    scanEndedInQuotes = false
                    return nil
                }
                if hasNUL {
                    appendWithoutNUL(fieldStart..<position)
                    scan.hasNUL = true
                } else {
                    fields.append(fieldStart..<position)
                }
                scan.longestField = max(scan.longestField, position - fieldStart)
            }
            if position >= limit {
                scan.isTerminated = false
                scan.end = position
                break
            }
            if base[position] == delimiter {
                position += 1
                if fields.count > limits.columns * 2 { return .tooLong(quoted: false) }
                continue
            }
            if base[position] == 0x0D {
                if position + 1 >= limit, !isLastWindow { return nil }
                scan.end = position + 1 < limit && base[position + 1] == 0x0A ? position + 2 : position + 1
            } else {
                scan.end = position + 1
            }
            scan.lineEnds += 1
            break
        }
        if scan.longestField > limits.field, expectedFields > 0, fields.count != expectedFields, scan.lineEnds > 1 {
            return .lostQuote(extent: scan.end)
        }
        return .record(scan)
    }

    /// Adds a field whose doubled quotes stand for one, and whose zero bytes do not count.
    private func appendUnescaped(_ range: Range<Int>, closedAt close: Int, scan: inout Scan) {
        let start = unescaped.count
        let base = window.base
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = base[position]
            if byte == 0 {
                scan.hasNUL = true
            } else {
                unescaped.append(byte)
            }
            // Of a doubled quote inside the quoted part, the second is skipped.
            position +=
                byte == UInt8(ascii: "\"") && position < close && base[position + 1] == UInt8(ascii: "\"") ? 2 : 1
        }
        fields.append(Self.unescapedBase + start..<Self.unescapedBase + unescaped.count)
    }

    private func appendWithoutNUL(_ range: Range<Int>) {
        let start = unescaped.count
        let base = window.base
        for position in range where base[position] != 0 { unescaped.append(base[position]) }
        fields.append(Self.unescapedBase + start..<Self.unescapedBase + unescaped.count)
    }

    // MARK: - Taking records

    private func accept(_ scan: Scan) {
        begin(end: scan.end, lineEnds: scan.lineEnds, isTerminated: scan.isTerminated)
        hasNULBytes = scan.hasNUL
        if scan.longestField > limits.field {
            fault = .fieldTooLong
            fields.removeAll(keepingCapacity: true)
        }
    }

    private func begin(end: Int, lineEnds: Int, isTerminated: Bool) {
        rawRange = window.start..<end
        line = nextLine
        nextLine += lineEnds
        endLine = isTerminated ? nextLine - 1 : nextLine
        self.isTerminated = isTerminated
        hasNULBytes = false
        fault = nil
        window.consume(end)
    }

    /// Rejects the line with the lost quote, and the lines after it up to one that reads like a record again.
    private func rejectLostQuote(extent: Int) throws {
        let start = window.start
        var end = try physicalLineEnd(from: start)
        var lines = 1
        rescanBudget -= extent - start
        if rescanBudget < 0 {
            // Somebody made this file to be slow. What was looked at goes as a whole.
            end = try physicalLineEnd(from: max(end, extent))
            lines = countLineEnds(start..<end)
        } else {
            while end < window.end, end - start < limits.field, expectedFields > 0 {
                guard case .record(let next) = try scan(from: end) else { break }
                if fields.count == expectedFields || next.lineEnds > 1 { break }
                end = next.end
                lines += next.lineEnds
            }
        }
        let isTerminated = end > start && (window.base[end - 1] == 0x0A || window.base[end - 1] == 0x0D)
        begin(end: end, lineEnds: isTerminated ? lines : lines - 1, isTerminated: isTerminated)
        fields.removeAll(keepingCapacity: true)
        fault = .unclosedQuote
    }

    /// Passes over a record that does not fit, handing its bytes to ``spill``.
    private func skipOversized(quoted: Bool) throws {
        if quoted, window.firstLineEnd(from: window.start) != nil {
            // No quote closed within a whole record's length: the quote is lost, the lines are not. A single line of
            // that length is no lost quote, and goes as a whole.
            try rejectLostQuote(extent: window.end)
            return
        }
        let firstLine = nextLine
        fields.removeAll(keepingCapacity: true)
        while true {
            let stop = window.firstLineEnd(from: window.start)
            try spill(UnsafeRawBufferPointer(window.bytes(window.start..<(stop ?? window.end))))
            window.consume(stop ?? window.end)
            if stop != nil { break }
            guard try window.fill(atLeast: 1) else { break }
        }
        let end = try window.fill(atLeast: 1) ? try physicalLineEnd(from: window.start) : window.start
        if end > window.start { try spill(UnsafeRawBufferPointer(window.bytes(window.start..<end))) }
        begin(end: end, lineEnds: end > window.start ? 1 : 0, isTerminated: end > window.start)
        rawRange = end..<end
        line = firstLine
        fault = .recordTooLong
    }

    /// The place behind the line end of the physical line that a place is on.
    private func physicalLineEnd(from start: Int) throws -> Int {
        var from = start
        while true {
            if let stop = window.firstLineEnd(from: from) {
                if window.base[stop] == 0x0A { return stop + 1 }
                if stop + 1 < window.end { return window.base[stop + 1] == 0x0A ? stop + 2 : stop + 1 }
                let offset = stop - window.start
                if !(try window.grow()) { return window.start + offset + 1 }
                from = window.start + offset
                continue
            }
            let offset = window.end - window.start
            if offset > limits.record { return window.end }
            if !(try window.grow()) { return window.end }
            from = window.start + offset
        }
    }

    private func countLineEnds(_ range: Range<Int>) -> Int {
        let base = window.base
        return range.count { position in
            base[position] == 0x0A
                || (base[position] == 0x0D && !(position + 1 < window.end && base[position + 1] == 0x0A))
        }
    }
}
