/// Bytes that came and are taken again in the same order.
struct ByteQueue: Sendable {
    private var bytes: [UInt8] = []
    private var start = 0
    /// Where the search for a line's end goes on, so that a long line is looked at once.
    private var searched = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ new: [UInt8]) {
        // What was taken is dropped now and then, so that it costs little.
        if start == bytes.count || start > 1 << 16 {
            bytes.removeFirst(start)
            (start, searched) = (0, max(0, searched - start))
        }
        bytes += new
    }

    mutating func take(atMost limit: Int) -> ArraySlice<UInt8> {
        let end = start + min(limit, count)
        defer {
            start = end
            searched = end
        }
        return bytes[start..<end]
    }

    /// A line without its end; nil where its end has not come.
    mutating func takeLine() -> [UInt8]? {
        guard let end = bytes[max(searched, start)...].firstIndex(of: 0x0A) else {
            searched = bytes.count
            return nil
        }
        let line = bytes[start..<end]
        start = end + 1
        searched = start
        return Array(line.last == 0x0D ? line.dropLast() : line)
    }

    /// All lines up to an empty one, without it; nil where that has not come. Empty lines before them are left out.
    mutating func takeHead() -> [UInt8]? {
        while let first = bytes[start...].first, first == 0x0A || first == 0x0D && start + 1 < bytes.count {
            guard first == 0x0A || bytes[start + 1] == 0x0A else { break }
            start += first == 0x0A ? 1 : 2
        }
        // An empty line may have begun before what is new.
        var position = max(start, searched - 2)
        while let end = bytes[position...].firstIndex(of: 0x0A) {
            var next = end + 1
            if next < bytes.count, bytes[next] == 0x0D { next += 1 }
            if next < bytes.count, bytes[next] == 0x0A {
                let head = Array(bytes[start..<end])
                start = next + 1
                searched = start
                return head
            }
            position = end + 1
        }
        searched = bytes.count
        return nil
    }
}
