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
            let room = remaining.prefix(limit - rest.count)
            guard let end = room.firstIndex(of: UInt8(ascii: "\n")) else {
                rest.append(contentsOf: room)
                remaining = remaining[room.endIndex...]
                if rest.count >= limit { lines.append(takeRest()) }
                continue
            }
            rest.append(contentsOf: room[..<end])
            remaining = remaining[remaining.index(after: end)...]
            lines.append(takeRest())
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
