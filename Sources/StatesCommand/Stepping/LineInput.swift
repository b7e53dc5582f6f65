import Glibc

/// Reads standard input line by line, never more than a bounded line at once.
struct LineInput {
    enum Line: Equatable {
        case text(String)
        /// The line was longer than the limit, and passed over.
        case tooLong
        case notUTF8
    }

    /// Bytes of the longest line that is read: more than any input that a state may have.
    static let maximumLength = 4 << 20

    private let descriptor: Int32
    private let limit: Int
    private var buffer: [UInt8] = []
    private var isAtEnd = false

    init(descriptor: Int32 = STDIN_FILENO, limit: Int = LineInput.maximumLength) {
        self.descriptor = descriptor
        self.limit = limit
    }

    /// The next line without its end; nil when there are no more.
    mutating func next() -> Line? {
        var searched = 0
        var isTooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[..<end]
                let result = isTooLong ? .tooLong : Self.line(line)
                buffer.removeSubrange(...end)
                return result
            }
            if buffer.count > limit {
                isTooLong = true
                buffer.removeAll(keepingCapacity: true)
            }
            searched = buffer.count
            guard !isAtEnd, fill() else {
                defer { buffer = [] }
                return isTooLong ? .tooLong : buffer.isEmpty ? nil : Self.line(buffer[...])
            }
        }
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> Line {
        let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .notUTF8
    }

    /// Reads more; false at the end of the input.
    private mutating func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                isAtEnd = true
                return false
            }
            buffer += chunk.prefix(count)
            return true
        }
    }
}
