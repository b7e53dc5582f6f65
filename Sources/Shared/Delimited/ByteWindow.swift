/// The part of a file that is in memory, as UTF-8, addressed by the offset in the (decoded) file.
///
/// Offsets stay valid while bytes move; pointers only until the next call of ``fill(atLeast:)`` or ``grow()``.
struct ByteWindow: ~Copyable {
    private static let chunkSize = 256 << 10

    /// The offset of the first byte that is still wanted.
    private(set) var start = 0
    /// The offset behind the last byte in memory.
    private(set) var end = 0
    /// Whether the file ends at ``end``.
    private(set) var isAtEnd = false

    private var storage: UnsafeMutableBufferPointer<UInt8>
    /// The offset of the first byte of the storage.
    private var origin = 0
    private var bytesToSkip: Int
    private var decoder: TextDecoder?
    private let source: RecordReader.Source

    /// A window before the first byte.
    ///
    /// - Parameters:
    ///   - encoding: How the bytes of the source stand for text.
    ///   - skip: Bytes of the byte order mark, which are not text.
    ///   - source: The bytes of the file.
    init(encoding: TextEncoding, skip: Int, source: @escaping RecordReader.Source) {
        storage = .allocate(capacity: Self.chunkSize * 2)
        bytesToSkip = skip
        decoder = encoding == .utf8 ? nil : TextDecoder(encoding)
        self.source = source
    }

    deinit {
        storage.deallocate()
    }

    /// A pointer that is read at file offsets from ``start`` up to ``end``.
    var base: UnsafePointer<UInt8> {
        // The storage is never empty, so there is an address.
        UnsafePointer(storage.baseAddress.unsafelyUnwrapped) - origin
    }

    /// The bytes at some offsets.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// Gives up the bytes before an offset.
    mutating func consume(_ offset: Int) {
        start = offset
    }

    /// The offset of the first LF or CR from a place on; nil where the window has none.
    func firstLineEnd(from place: Int) -> Int? {
        let base = base
        var offset = place
        while offset < end {
            if base[offset] == 0x0A || base[offset] == 0x0D { return offset }
            offset += 1
        }
        return nil
    }

    /// Reads until some bytes from ``start`` are in memory; false where the file has not that many.
    mutating func fill(atLeast count: Int) throws -> Bool {
        while end - start < count {
            guard try grow() else { return false }
        }
        return true
    }

    /// Reads some more, keeping everything from ``start`` on; false at the end of the file.
    mutating func grow() throws -> Bool {
        guard !isAtEnd else { return false }
        let before = end
        while end == before, !isAtEnd { try readChunk() }
        return end > before
    }

    private mutating func readChunk() throws {
        guard decoder != nil else {
            makeRoom(for: Self.chunkSize)
            let room = UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(storage)[(end - origin)...])
            var count = try source(room)
            isAtEnd = count == 0
            let skipped = min(bytesToSkip, count)
            if skipped > 0 {
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[skipped..<count]))
                bytesToSkip -= skipped
                count -= skipped
            }
            end += count
            return
        }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 1)
        defer { chunk.deallocate() }
        let count = try source(chunk)
        isAtEnd = count == 0
        let skipped = min(bytesToSkip, count)
        bytesToSkip -= skipped
        let text =
            decoder?.decode(UnsafeRawBufferPointer(rebasing: chunk[skipped..<count]), isLast: isAtEnd) ?? []
        makeRoom(for: text.count)
        let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(storage)[(end - origin)...])
        room.copyBytes(from: text)
        end += text.count
    }

    /// Moves the wanted bytes to the front, or to a larger storage, so that some more fit behind them.
    private mutating func makeRoom(for count: Int) {
        let wanted = end - start
        if storage.count - (end - origin) >= count { return }
        let old = storage
        if wanted + count > storage.count {
            storage = .allocate(capacity: max(storage.count * 2, wanted + count))
        }
        if wanted > 0, let from = old.baseAddress, let to = storage.baseAddress {
            to.update(from: from + (start - origin), count: wanted)
        }
        if old.baseAddress != storage.baseAddress { old.deallocate() }
        origin = start
    }
}
