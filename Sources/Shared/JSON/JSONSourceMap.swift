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
///
/// Made in one pass: time and memory are linear in the text, on however few lines it stands.
public struct JSONSourceMap: Sendable {
    /// The lines of the text, without their ends.
    public let lines: [String]
    /// Members whose key their object has twice, as pointers, with the place of the later key.
    public let duplicateKeys: [(pointer: String, spot: JSONSourceSpot)]
    private let nodes: [SourceNode]

    /// Maps a text that was read without an error; of any other text only the beginning is mapped.
    public init(_ text: String) {
        lines = Self.lines(of: text)
        var scanner = SourceScanner(bytes: Array(text.utf8))
        _ = scanner.scanValue()
        nodes = scanner.nodes
        duplicateKeys = scanner.duplicateKeys
    }

    /// The lines of a text, without their ends, as the places in it count them: a line ends at a line feed, and a carriage
    /// return before it belongs to the end.
    public static func lines(of text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
        }
    }

    /// The place of the value at a pointer, or else of the nearest value around it.
    public func spot(of pointer: String) -> JSONSourceSpot {
        node(at: pointer)?.spot ?? JSONSourceSpot(line: 1, column: 1)
    }

    /// The place of the key of the member at a pointer; for anything but a member that of its value.
    public func spot(ofKeyAt pointer: String) -> JSONSourceSpot {
        guard let node = node(at: pointer) else { return JSONSourceSpot(line: 1, column: 1) }
        return node.keySpot ?? node.spot
    }

    private func node(at pointer: String) -> SourceNode? {
        guard var node = nodes.first else { return nil }
        for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let key = ExactText(String(step).unescapedFromPointer)
            guard let child = node.members[key] ?? Int(step).flatMap({ node.element(at: $0) }) else { break }
            node = nodes[child]
        }
        return node
    }
}

/// A value of the text: its place, that of its key where it is a member, and which nodes its parts are.
private struct SourceNode {
    var spot: JSONSourceSpot
    var keySpot: JSONSourceSpot?
    var members: [ExactText: Int] = [:]
    var elements: [Int] = []

    func element(at index: Int) -> Int? {
        elements.indices.contains(index) ? elements[index] : nil
    }
}

/// Walks a text that is known to be JSON.
private struct SourceScanner {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    /// The last place whose column was told, and that column: places are asked for in ascending order, so each byte of a
    /// line is counted once.
    var counted = (position: 0, column: 1)
    var path: [String] = []
    var nodes: [SourceNode] = []
    var duplicateKeys: [(pointer: String, spot: JSONSourceSpot)] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (position, counted.position) = (3, 3) }
    }

    /// - Returns: The node of the value; nil where the text ends first.
    mutating func scanValue() -> Int? {
        skipBlanks()
        guard position < bytes.count, path.count < 1000 else { return nil }
        let start = position
        let node = nodes.count
        nodes.append(SourceNode(spot: spot(from: start, to: start + 1)))
        switch bytes[position] {
        case UInt8(ascii: "{"): scanMembers(of: node)
        case UInt8(ascii: "["): scanElements(of: node)
        case UInt8(ascii: "\""):
            _ = scanString()
            nodes[node].spot.length = characters(start..<position)
        default:
            while position < bytes.count, !",]} \t\r\n".utf8.contains(bytes[position]) { position += 1 }
            nodes[node].spot.length = max(1, characters(start..<position))
        }
        return node
    }

    private mutating func scanMembers(of node: Int) {
        position += 1
        while !ends(with: UInt8(ascii: "}")) {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return }
            let start = position
            var keySpot = spot(from: start, to: start + 1)
            let key = scanString()
            keySpot.length = characters(start..<position)
            path.append(key)
            defer { path.removeLast() }
            if nodes[node].members[ExactText(key)] != nil {
                duplicateKeys.append((path.reduce("") { $0.appending(pointer: $1) }, keySpot))
            }
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return }
            position += 1
            guard let value = scanValue() else { return }
            nodes[node].members[ExactText(key)] = value
            nodes[value].keySpot = keySpot
            skipComma()
        }
    }

    private mutating func scanElements(of node: Int) {
        position += 1
        while !ends(with: UInt8(ascii: "]")) {
            path.append(String(nodes[node].elements.count))
            defer { path.removeLast() }
            let before = position
            guard let value = scanValue(), position > before else { return }
            nodes[node].elements.append(value)
            skipComma()
        }
    }

    /// Whether a container ends here, with its closing bracket or with the text.
    private mutating func ends(with closing: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count else { return true }
        guard bytes[position] == closing else { return false }
        position += 1
        return true
    }

    private mutating func skipComma() {
        skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
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
                counted = (position + 1, 1)
            }
            position += 1
        }
    }

    private mutating func spot(from start: Int, to end: Int) -> JSONSourceSpot {
        counted = (start, counted.column + characters(counted.position..<start))
        return JSONSourceSpot(line: line, column: counted.column, length: max(1, characters(start..<end)))
    }

    /// Continuation bytes of UTF-8 do not start a character.
    private func characters(_ range: Range<Int>) -> Int {
        bytes[range.clamped(to: 0..<bytes.count)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
