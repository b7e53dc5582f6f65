/// A place in a JSON text.
public struct JSONSourceSpot: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// In characters, from 1.
    public var column: Int
    /// How many characters belong to it on that line, at least 1.
    public var length: Int

    /// A place.
    public init(line: Int, column: Int, length: Int = 1) {
        self.line = line
        self.column = column
        self.length = length
    }
}

/// Where in its text each value of a JSON document stands, by JSON pointer (RFC 6901).
public struct JSONSourceMap: Sendable {
    /// The lines of the text, without their ends.
    public let lines: [String]
    /// Members whose key their object has twice, as pointers, with the place of the later key.
    public private(set) var duplicateKeys: [(pointer: String, spot: JSONSourceSpot)] = []
    private var spots: [String: JSONSourceSpot] = [:]

    /// Maps a text that was read without an error; of any other text only the beginning is mapped.
    public init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var scanner = SourceScanner(bytes: Array(text.utf8))
        scanner.scanValue(at: "")
        spots = scanner.spots
        duplicateKeys = scanner.duplicateKeys
    }

    /// The place of the value at a pointer, or else of the nearest value around it.
    public func spot(of pointer: String) -> JSONSourceSpot {
        var pointer = Substring(pointer)
        while true {
            if let spot = spots[String(pointer)] { return spot }
            guard let slash = pointer.lastIndex(of: "/") else { return JSONSourceSpot(line: 1, column: 1) }
            pointer = pointer[..<slash]
        }
    }
}

/// Walks a text that is known to be JSON.
private struct SourceScanner {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    /// Where the current line starts.
    var lineStart = 0
    var depth = 0
    var spots: [String: JSONSourceSpot] = [:]
    var duplicateKeys: [(pointer: String, spot: JSONSourceSpot)] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func scanValue(at pointer: String) {
        skipBlanks()
        guard position < bytes.count, depth < 1000 else { return }
        let start = position
        spots[pointer] = spot(from: start, to: start + 1)
        switch bytes[position] {
        case UInt8(ascii: "{"): scanItems(at: pointer, closing: UInt8(ascii: "}"))
        case UInt8(ascii: "["): scanItems(at: pointer, closing: UInt8(ascii: "]"))
        case UInt8(ascii: "\""):
            _ = scanString()
            spots[pointer] = spot(from: start, to: position)
        default:
            while position < bytes.count, !",]} \t\r\n".utf8.contains(bytes[position]) { position += 1 }
            spots[pointer] = spot(from: start, to: position)
        }
    }

    private mutating func scanItems(at pointer: String, closing: UInt8) {
        let isObject = closing == UInt8(ascii: "}")
        depth += 1
        defer { depth -= 1 }
        position += 1
        var keys: Set<String> = []
        var index = 0
        while true {
            skipBlanks()
            guard position < bytes.count else { return }
            if bytes[position] == closing {
                position += 1
                return
            }
            var item = pointer + "/\(index)"
            if isObject {
                let start = position
                guard bytes[position] == UInt8(ascii: "\"") else { return }
                let key = scanString()
                item = pointer + "/" + key.escapedForPointer
                if !keys.insert(key).inserted { duplicateKeys.append((item, spot(from: start, to: position))) }
                skipBlanks()
                guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return }
                position += 1
            }
            let before = position
            scanValue(at: item)
            guard position > before else { return }
            index += 1
            skipBlanks()
            if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
        }
    }

    /// The string at the current place, decoded.
    private mutating func scanString() -> String {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        do {
            return try JSON(parsing: Array(bytes[start..<position])).string ?? ""
        } catch {
            return ""
        }
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            if bytes[position] == 0x0A {
                line += 1
                lineStart = position + 1
            }
            position += 1
        }
    }

    private func spot(from start: Int, to end: Int) -> JSONSourceSpot {
        // Continuation bytes of UTF-8 do not start a character.
        let characters = { (range: Range<Int>) in range.reduce(0) { $0 + (bytes[$1] & 0xC0 == 0x80 ? 0 : 1) } }
        let end = min(end, bytes.count)
        return JSONSourceSpot(
            line: line, column: characters(lineStart..<start) + 1, length: max(1, characters(start..<end)))
    }
}

extension String {
    fileprivate var escapedForPointer: String {
        guard utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return self }
        var escaped = ""
        for character in unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
