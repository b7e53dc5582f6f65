public import Failures
import Glibc

/// The lines of an object, one at a time, in memory that grows with the longest line only.
public final class ObjectLines {
    private let reader: any ObjectReader
    private var buffer: [UInt8]
    /// What of the buffer was read from the object and not yet given out.
    private var pending = 0..<0
    private var isAtEnd = false

    /// The lines that a reader has left.
    ///
    /// - Parameter blockSize: Bytes asked of the reader at a time.
    public init(_ reader: any ObjectReader, blockSize: Int = 256 << 10) {
        self.reader = reader
        buffer = [UInt8](repeating: 0, count: blockSize)
    }

    /// The next line without its line feed; nil at the end. A last line may lack the line feed.
    ///
    /// Keep the slice only until the next call: holding on to it costs a copy of the buffer.
    public func next() throws(PipelineError) -> ArraySlice<UInt8>? {
        var searched = pending.lowerBound
        while true {
            if let end = lineEnd(in: searched..<pending.upperBound) {
                defer { pending = (end + 1)..<pending.upperBound }
                return buffer[pending.lowerBound..<end]
            }
            guard !isAtEnd else {
                defer { pending = pending.upperBound..<pending.upperBound }
                return pending.isEmpty ? nil : buffer[pending]
            }
            let length = pending.count
            try readMore()
            searched = pending.lowerBound + length
        }
    }

    /// Where the first line feed of a range is.
    private func lineEnd(in range: Range<Int>) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, !range.isEmpty,
                let found = memchr(start + range.lowerBound, Int32(UInt8(ascii: "\n")), range.count)
            else { return nil }
            return UnsafeRawPointer(found) - start
        }
    }

    /// Moves what is pending to the front and reads behind it.
    private func readMore() throws(PipelineError) {
        if pending.lowerBound > 0 {
            buffer.withUnsafeMutableBufferPointer { bytes in
                for (target, source) in pending.enumerated() { bytes[target] = bytes[source] }
            }
            pending = 0..<pending.count
        }
        if pending.upperBound == buffer.count {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let start = pending.upperBound
        let count = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(PipelineError) -> Int in
            try reader.read(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[start...]))
        }
        isAtEnd = count == 0
        pending = 0..<(start + count)
    }
}
