/// How the bytes of a file stand for text.
public enum TextEncoding: String, Sendable {
    /// UTF-8; bytes that are not valid stay as they are and are reported record by record.
    case utf8 = "utf-8"
    /// UTF-16, low byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, high byte first.
    case utf16BigEndian = "utf-16be"
    /// The code page of Western Windows, where nothing says what a file is and it is not UTF-8.
    case windows1252 = "windows-1252"

    /// The byte order mark that a file in this encoding may begin with.
    public var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1252: []
        }
    }

    /// The encoding that a byte order mark announces; nil where the bytes begin with none.
    public static func announced(by bytes: some Collection<UInt8>) -> TextEncoding? {
        [.utf8, .utf16LittleEndian, .utf16BigEndian].first { bytes.starts(with: $0.byteOrderMark) }
    }

    /// Turns UTF-8 back into bytes of this encoding, the inverse of ``TextDecoder`` for all valid text.
    public func encode(_ utf8: some Sequence<UInt8>) -> [UInt8] {
        switch self {
        case .utf8:
            return Array(utf8)
        case .utf16LittleEndian:
            return String(decoding: Array(utf8), as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            return String(decoding: Array(utf8), as: UTF8.self).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252:
            return String(decoding: Array(utf8), as: UTF8.self).unicodeScalars.map { scalar in
                Windows1252.byte(for: scalar) ?? UInt8(ascii: "?")
            }
        }
    }
}

/// Turns a stream of bytes into UTF-8, chunk by chunk.
struct TextDecoder {
    private let encoding: TextEncoding
    /// Bytes of a unit that a chunk boundary cut through.
    private var pending: [UInt8] = []
    private var highSurrogate: UInt16?

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// The UTF-8 of the next chunk; call with an empty chunk at the end to flush.
    mutating func decode(_ chunk: UnsafeRawBufferPointer, isLast: Bool) -> [UInt8] {
        switch encoding {
        case .utf8: Array(chunk)
        case .windows1252: chunk.flatMap { Windows1252.utf8[Int($0)] }
        case .utf16LittleEndian, .utf16BigEndian: decodeUTF16(chunk, isLast: isLast)
        }
    }

    private mutating func decodeUTF16(_ chunk: UnsafeRawBufferPointer, isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(chunk.count)
        for byte in chunk {
            pending.append(byte)
            guard pending.count == 2 else { continue }
            let unit =
                encoding == .utf16LittleEndian
                ? UInt16(pending[0]) | UInt16(pending[1]) << 8 : UInt16(pending[1]) | UInt16(pending[0]) << 8
            pending.removeAll(keepingCapacity: true)
            append(unit, to: &output)
        }
        if isLast, highSurrogate != nil || !pending.isEmpty {
            highSurrogate = nil
            pending = []
            output.append(contentsOf: Array("\u{FFFD}".utf8))
        }
        return output
    }

    private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if UTF16.isTrailSurrogate(unit) {
                let code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                append(Unicode.Scalar(code) ?? "\u{FFFD}", to: &output)
                return
            }
            append("\u{FFFD}", to: &output)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &output)
        }
    }

    private func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        if scalar.isASCII {
            output.append(UInt8(scalar.value))
        } else {
            output.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
    }
}

/// The code page Windows-1252; the five bytes it leaves undefined stand for the C1 controls, as browsers read it.
enum Windows1252 {
    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]

    /// The UTF-8 of each byte.
    static let utf8: [[UInt8]] = (0...255).map { byte in
        let code = (0x80..<0xA0).contains(byte) ? upper[byte - 0x80] : UInt16(byte)
        return Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    private static let byScalar: [UInt32: UInt8] = Dictionary(
        upper.enumerated().map { (UInt32($1), UInt8($0 + 0x80)) }, uniquingKeysWith: { first, _ in first })

    static func byte(for scalar: Unicode.Scalar) -> UInt8? {
        scalar.value < 0x80 || (0xA0..<0x100).contains(scalar.value) ? UInt8(scalar.value) : byScalar[scalar.value]
    }
}
