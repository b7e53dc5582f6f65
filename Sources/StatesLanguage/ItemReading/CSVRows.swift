import Delimited
import JSON

/// Items that are the rows of delimited text (RFC 4180), as objects of texts.
///
/// As the service does it: fields beyond the last header are dropped, missing ones are empty texts, and lines with
/// nothing on them are no rows.
final class CSVRows: ItemDecoder {
    private let reader: RecordReader
    private let queue: ByteQueue
    private var headers: [String]?
    private var hasCheckedHeaders = false

    init(_ layout: ItemSource.CSVLayout) {
        let queue = ByteQueue()
        var limits = ReadingLimits()
        limits.record = ItemLimits.bytes
        limits.field = ItemLimits.bytes
        limits.columns = ItemLimits.bytes
        reader = RecordReader(
            dialect: Dialect(hasByteOrderMark: false, delimiter: layout.delimiter), limits: limits,
            source: queue.fill)
        reader.spill = { _ in throw RowTooLong() }
        self.queue = queue
        headers = layout.headers
    }

    func add(_ bytes: [UInt8]) {
        queue.add(bytes)
    }

    func next() throws(ObjectError) -> (key: String?, value: JSON)? {
        try checkHeaders()
        while try advance() {
            if reader.fieldCount == 1, reader.withField(0, \.isEmpty) { continue }
            guard let headers else {
                self.headers = reader.texts
                try checkHeaders()
                continue
            }
            return (.none, row(headers))
        }
        return nil
    }

    private func row(_ headers: [String]) -> JSON {
        var row = JSONObject()
        for (position, header) in headers.enumerated() {
            row[header] = .string(position < reader.fieldCount ? reader.field(position) : "")
        }
        return .object(row)
    }

    private func checkHeaders() throws(ObjectError) {
        guard !hasCheckedHeaders, let headers else { return }
        guard Set(headers).count == headers.count else {
            throw ObjectError("CSV headers cannot contain duplicates.")
        }
        hasCheckedHeaders = true
    }

    /// Moves to the next record; false where the bytes so far have no whole one.
    private func advance() throws(ObjectError) -> Bool {
        do {
            guard try reader.advance() else { return false }
        } catch is ByteQueue.Drained {
            return false
        } catch {
            throw ObjectError("Row \(reader.line + 1) of the CSV file is too long.")
        }
        if let fault = reader.fault {
            let reason = fault == .unclosedQuote ? "has a quote that is not closed" : "is too long"
            throw ObjectError("Line \(reader.line) of the CSV file \(reason).")
        }
        return true
    }

    private struct RowTooLong: Error {}
}

/// Bytes on their way into a reader that asks for them.
///
/// The reader pulls, the object pushes: where the reader asks for more than has come, it is told with an error, and later
/// asked again for the same record.
final class ByteQueue {
    struct Drained: Error {}

    private var bytes: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    func add(_ more: [UInt8]) {
        if more.isEmpty { isAtEnd = true }
        bytes.removeFirst(position)
        position = 0
        bytes += more
    }

    func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(room.count, bytes.count - position)
        guard count > 0 else {
            if isAtEnd { return 0 }
            throw Drained()
        }
        bytes.withUnsafeBytes {
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<(position + count)]))
        }
        position += count
        return count
    }
}
