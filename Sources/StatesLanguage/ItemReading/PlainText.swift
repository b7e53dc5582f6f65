import Compression

/// The bytes of an object as its format wants them: gzip is taken off, and so is a byte order mark.
struct PlainText {
    private let stream: any ObjectStream
    private var stage = Stage.start([])
    private var hasEnded = false

    private enum Stage {
        /// The first bytes tell what the rest is; so few have come so far.
        case start([UInt8])
        case plain
        case compressed(GzipReader, hasBegun: Bool)
    }

    /// Plain bytes at a time, however well they are compressed.
    private static let pieceSize = 256 << 10
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let zstandard: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    init(_ stream: any ObjectStream) {
        self.stream = stream
    }

    /// The next bytes; none at the end.
    mutating func next() async throws(ObjectError) -> [UInt8] {
        while true {
            switch stage {
            case .start(let bytes):
                let more = try await readOn()
                try begin(with: bytes + more)
                if case .plain = stage { return Self.withoutMark(bytes + more) }
            case .plain:
                return try await readOn()
            case .compressed(let reader, let hasBegun):
                let bytes = try Self.read(reader)
                if !bytes.isEmpty {
                    stage = .compressed(reader, hasBegun: true)
                    return hasBegun ? bytes : Self.withoutMark(bytes)
                }
                if hasEnded { return [] }
                reader.add(try await readOn())
            }
        }
    }

    private mutating func readOn() async throws(ObjectError) -> [UInt8] {
        guard !hasEnded else { return [] }
        let bytes = try await stream.next() ?? []
        hasEnded = bytes.isEmpty
        return bytes
    }

    private mutating func begin(with bytes: [UInt8]) throws(ObjectError) {
        guard bytes.count >= Self.zstandard.count || hasEnded else {
            stage = .start(bytes)
            return
        }
        if bytes.starts(with: Self.zstandard) {
            throw ObjectError("The object is compressed with Zstandard; plain objects and gzip can be read here.")
        }
        guard bytes.starts(with: GzipReader.magic) else {
            stage = .plain
            return
        }
        do throws(GzipError) {
            let reader = try GzipReader()
            reader.add(bytes)
            if hasEnded { reader.add([]) }
            stage = .compressed(reader, hasBegun: false)
        } catch {
            throw ObjectError("\(error)")
        }
    }

    private static func read(_ reader: GzipReader) throws(ObjectError) -> [UInt8] {
        do throws(GzipError) {
            return try reader.read(pieceSize)
        } catch {
            throw ObjectError("\(error)")
        }
    }

    private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    }
}
