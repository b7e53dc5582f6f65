public import Delimited
import Failures
import Formats
import Workouts

/// Reads a whole file once to find out how it must be read.
///
/// Some things only the whole file can tell: its encoding, the decimal mark of each column, whether dates with slashes
/// begin with the day. Finding them first lets the cleaning pass be a single stream.
public struct Survey {
    /// How the file is to be read.
    public private(set) var plan: Plan
    /// How many bytes the file has.
    public private(set) var bytes: Int

    /// Surveys a file.
    ///
    /// - Parameters:
    ///   - source: The bytes of the file from its start.
    ///   - checkpoint: Called every few thousand records; throws to stop.
    /// - Throws: ``PipelineError`` `Upload.…` for a file that holds no workouts, saying what it is and what to do;
    ///   what the source and the checkpoint throw.
    public init(source: @escaping RecordReader.Source, checkpoint: () throws -> Void = {}) throws {
        let feed = TalliedFeed(source: source)
        let prefix = try feed.prefix(Sniffer.window)
        var dialect: Dialect
        do { dialect = try Sniffer.sniff(prefix) } catch { throw Refusal.notDelimited(error) }
        let reader = RecordReader(dialect: dialect, source: feed.read)
        guard try reader.advance() else { throw Refusal.notDelimited(NotDelimitedText(kind: .empty)) }
        let (format, header) = try Self.recognize(reader)
        reader.expectedFields = header.columns.count
        let mapper = RowMapper(format: format, header: header, now: Instant(epochSeconds: 0))
        let columns = mapper.columnsToSurvey
        var decimals = [DecimalEvidence](repeating: DecimalEvidence(), count: header.columns.count)
        var orders: Set<DateOrder> = []
        var records = 0
        while try reader.advance() {
            records += 1
            if records % 4096 == 0 { try checkpoint() }
            for column in columns.numbers where column < reader.fieldCount {
                reader.withField(column) { decimals[column].add($0) }
            }
            for column in columns.dates where column < reader.fieldCount {
                if let order = reader.withField(column, DateEvidence.order) { orders.insert(order) }
            }
        }
        let tally = feed.finish()
        let isUnmarked = dialect.encoding == .utf8 && !dialect.hasByteOrderMark
        if isUnmarked { dialect.encoding = tally.encoding }
        let commas = columns.numbers.filter { decimals[$0].mark(delimiter: dialect.delimiter) == .comma }
        plan = Plan(
            dialect: dialect, lineEnd: tally.lineEnd, format: format.name,
            decisions: ColumnDecisions(
                decimalCommaColumns: Set(commas), dateOrder: orders.count == 1 ? orders.first : nil,
                hasMixedDates: orders.count > 1),
            isEncodingAssumed: dialect.encoding == .windows1252
                || (dialect.encoding == .utf8 && tally.invalidSequences > 0))
        bytes = tally.bytes
    }

    private static func recognize(_ reader: RecordReader) throws -> (any WorkoutFormat, Header) {
        let limits = ReadingLimits()
        if let fault = reader.fault { throw Refusal.unreadableHeader(fault, line: reader.line) }
        guard reader.fieldCount <= limits.columns else {
            throw Refusal.tooWide(columns: reader.fieldCount, limit: limits.columns)
        }
        let header = Header(cells: reader.texts)
        switch FormatCatalog.recognize(header) {
        case .format(let format): return (format, header)
        case .missingColumn(let format, let name, let nearest):
            throw Refusal.missingColumn(of: format, name: name, nearest: nearest, line: reader.line)
        case .notWorkouts(let file): throw Refusal.notWorkouts(file)
        case .unknown: throw Refusal.unknownFormat(header, line: reader.line)
        }
    }
}

/// Passes the bytes of a file on and counts what they say.
private final class TalliedFeed {
    private let source: RecordReader.Source
    private var tally = ByteTally()
    private var pending: [UInt8] = []

    init(source: @escaping RecordReader.Source) {
        self.source = source
    }

    /// The first bytes, which ``read(_:)`` will give once more.
    func prefix(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = try bytes.withUnsafeMutableBytes { buffer in
                try source(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            }
            if more == 0 { break }
            filled += more
        }
        bytes.removeLast(count - filled)
        pending = bytes
        return bytes
    }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count: Int
        if pending.isEmpty {
            count = try source(buffer)
        } else {
            count = min(pending.count, buffer.count)
            buffer.copyBytes(from: pending[..<count])
            pending.removeFirst(count)
        }
        tally.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    func finish() -> ByteTally {
        tally.finish()
        return tally
    }
}
