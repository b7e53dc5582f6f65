import JSON

/// Items that stand one on a line, each a JSON text. Blank lines are no items.
struct JSONLines: ItemDecoder {
    private var bytes: [UInt8] = []
    private var position = 0
    /// Bytes of the current line in which its end was not found.
    private var searched = 0
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
            let found = bytes[(position + searched)...].firstIndex(of: 0x0A)
            let end = found ?? bytes.count
            guard end - position <= ItemLimits.bytes else {
                throw ObjectError("Line \(line + 1) of the JSON Lines file is too long.")
            }
            guard found != nil || isAtEnd else {
                searched = end - position
                return nil
            }
            let text = bytes[position..<end]
            position = min(end + 1, bytes.count)
            searched = 0
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
