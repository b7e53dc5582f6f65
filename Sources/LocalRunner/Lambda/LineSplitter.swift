/// Cuts a stream of bytes into lines, and a line that is too long into several.
struct LineSplitter {
    /// The longest line that is handed on in one piece, in bytes; CloudWatch cuts events at 256 KiB.
    private let limit: Int
    private var rest: [UInt8] = []

    init(limit: Int = 256 * 1024) {
        self.limit = limit
    }

    /// Takes bytes and gives the lines that they complete.
    mutating func append(_ bytes: some Collection<UInt8>) -> [String] {
        var lines: [String] = []
        var remaining = bytes[...]
        while !remaining.isEmpty {
            let room = limit - rest.count
            // One byte more than fits, because a line may end right where the room does.
            if let end = remaining.prefix(room + 1).firstIndex(of: UInt8(ascii: "\n")) {
                rest.append(contentsOf: remaining[..<end])
                remaining = remaining[remaining.index(after: end)...]
                lines.append(takeRest())
            } else if remaining.count > room {
                rest.append(contentsOf: remaining.prefix(room))
                remaining = remaining.dropFirst(room)
                lines.append(takeRest())
            } else {
                rest.append(contentsOf: remaining)
                remaining = remaining.dropFirst(remaining.count)
            }
        }
        return lines
    }

    /// The last line, where it lacks its end.
    mutating func finish() -> String? {
        rest.isEmpty ? nil : takeRest()
    }

    private mutating func takeRest() -> String {
        defer { rest.removeAll(keepingCapacity: true) }
        return String(decoding: rest.last == UInt8(ascii: "\r") ? rest.dropLast() : rest[...], as: UTF8.self)
    }
}
