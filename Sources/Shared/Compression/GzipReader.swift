import CZlib

/// Gives back what gzip (RFC 1952) compressed, piece by piece and in bounded memory.
///
/// A file may have several members, one behind the other, as `cat a.gz b.gz` makes it.
public final class GzipReader {
    private let stream: UnsafeMutablePointer<z_stream>
    /// Compressed bytes that were given and not read.
    private var input: [UInt8] = []
    private var position = 0
    private var isInsideMember = true
    private var isAtEndOfInput = false

    /// The bytes that every gzip file begins with.
    public static let magic: [UInt8] = [0x1F, 0x8B]

    /// A reader at the beginning of a file.
    ///
    /// - Throws: ``GzipError`` where there is no memory.
    public init() throws(GzipError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_inflate_init_gzip(stream) == Z_OK else {
            stream.deallocate()
            throw GzipError(message: "there is no memory to decompress it")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next compressed bytes; none means that there are no more.
    public func add(_ bytes: [UInt8]) {
        if bytes.isEmpty { isAtEndOfInput = true }
        input = Array(input[position...]) + bytes
        position = 0
    }

    /// The next plain bytes that the compressed ones so far give.
    ///
    /// - Parameter limit: How many at most.
    /// - Returns: No bytes where more compressed ones are needed, or at the end.
    /// - Throws: ``GzipError`` where the file is damaged or ends too early.
    public func read(_ limit: Int) throws(GzipError) -> [UInt8] {
        while position < input.count {
            if !isInsideMember, try !beginNextMember() { return [] }
            let output = try inflate(limit)
            if !output.isEmpty { return output }
        }
        if isAtEndOfInput, isInsideMember { throw GzipError(message: "the compressed data ends too early") }
        return []
    }

    /// Behind a member there is another one, or padding of zeros that does not count.
    private func beginNextMember() throws(GzipError) -> Bool {
        if input[position...].allSatisfy({ $0 == 0 }) {
            position = input.count
            return false
        }
        inflateReset(stream)
        isInsideMember = true
        return true
    }

    private func inflate(_ limit: Int) throws(GzipError) -> [UInt8] {
        var status = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress.map { $0 + position }
                stream.pointee.avail_in = UInt32(clamping: input.count - position)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(clamping: limit)
                let given = stream.pointee.avail_in
                status = CZlib.inflate(stream, Z_NO_FLUSH)
                position += Int(given - stream.pointee.avail_in)
            }
            count = limit - Int(stream.pointee.avail_out)
        }
        switch status {
        case Z_STREAM_END: isInsideMember = false
        // Z_BUF_ERROR: nothing could be done without more input.
        case Z_OK, Z_BUF_ERROR: break
        default:
            throw GzipError(message: stream.pointee.msg.map { String(cString: $0) } ?? "zlib's code \(status)")
        }
        return output
    }
}

/// Why compressed data cannot be read.
public struct GzipError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public let message: String

    /// An error that says so.
    public init(message: String) {
        self.message = message
    }

    /// The whole sentence.
    public var description: String { "The gzip data cannot be read: \(message)" }
}
