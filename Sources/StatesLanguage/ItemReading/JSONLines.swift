import JSON

/// Items that stand one on a line, each a JSON text. Blank lines are no items.
struct JSONLines: ItemDecoder {
    private var bytes: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var line = 0

    mutating func add(_ more: [UInt8]) {
        isAtEnd = more.isEmpty
        bytes.removeFirst(position)
        position = 0
        bytes += more
    }

    mutating func next() throws(ObjectError) -> (key: String?, value: JSON)? {
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            guard end < bytes.count || isAtEnd else { return nil }
            let text = bytes[position..<end]
            position = min(end + 1, bytes.count)
            line += 1
            if text.allSatisfy({ $0 <= 0x20 }) { continue }
            do throws(JSONSyntaxError) {
                return (.none, try JSON(parsing: Array(text)))
            } catch {
                throw ObjectError("Line \(line) is not valid JSON: \(error.message)")
            }
        }
        return nil
    }
}
