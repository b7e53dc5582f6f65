/// How JSON text is laid out.
public struct JSONFormat: Sendable {
    /// Whether each member and element stands on a line of its own, indented by two blanks a level.
    public var isPretty: Bool
    /// Whether members are written in ascending order of their keys instead of their own order.
    public var sortsKeys: Bool

    /// One line, members in their own order.
    public static let compact = JSONFormat(isPretty: false, sortsKeys: false)
    /// For people: indented, members in their own order.
    public static let pretty = JSONFormat(isPretty: true, sortsKeys: false)
    /// For hashing and comparing: one line, members sorted.
    public static let canonical = JSONFormat(isPretty: false, sortsKeys: true)
}

extension JSON {
    /// The value as JSON text.
    public func text(_ format: JSONFormat = .compact) -> String {
        String(decoding: bytes(format), as: UTF8.self)
    }

    /// The value as JSON text in UTF-8.
    public func bytes(_ format: JSONFormat = .compact) -> [UInt8] {
        var writer = JSONWriter(format: format)
        writer.write(self)
        return writer.bytes
    }
}

/// Appends JSON text to a buffer.
public struct JSONWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []
    private let format: JSONFormat
    private var level = 0

    /// A writer with an empty buffer.
    public init(format: JSONFormat = .compact) {
        self.format = format
    }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends a value.
    public mutating func write(_ value: JSON) {
        switch value {
        case .null: write(raw: "null")
        case .bool(let value): write(raw: value ? "true" : "false")
        case .number(let value): write(raw: value.description)
        case .string(let value): write(value)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    /// Appends a string with its quotes and escapes.
    public mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            var start = 0
            for position in 0..<utf8.count {
                let byte = utf8[position]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<position]))
                writeEscape(of: byte)
                start = position + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends text that already is JSON, such as punctuation or a number.
    public mutating func write(raw text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text that already is JSON, such as punctuation or a number.
    public mutating func write(raw text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends UTF-8 that already is JSON.
    public mutating func write(raw text: [UInt8]) {
        bytes.append(contentsOf: text)
    }

    /// Appends UTF-8 that already is JSON.
    public mutating func write(raw text: some Sequence<UInt8>) {
        bytes.append(contentsOf: text)
    }

    mutating func write(bytes text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
    }

    private mutating func writeEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(raw: "\\\"")
        case UInt8(ascii: "\\"): write(raw: "\\\\")
        case 0x08: write(raw: "\\b")
        case 0x09: write(raw: "\\t")
        case 0x0A: write(raw: "\\n")
        case 0x0C: write(raw: "\\f")
        case 0x0D: write(raw: "\\r")
        default:
            write(raw: "\\u00")
            for digit in [byte >> 4, byte & 0x0F] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }

    private mutating func write(_ elements: [JSON]) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            startItem(at: position)
            write(element)
        }
        endItems(count: elements.count)
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
        let members = format.sortsKeys ? Array(object).sorted { $0.key.precedesInUTF16($1.key) } : Array(object)
        for (position, member) in members.enumerated() {
            startItem(at: position)
            write(member.key)
            bytes.append(UInt8(ascii: ":"))
            if format.isPretty { bytes.append(UInt8(ascii: " ")) }
            write(member.value)
        }
        endItems(count: object.count)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func startItem(at position: Int) {
        if position == 0 { level += 1 } else { bytes.append(UInt8(ascii: ",")) }
        breakLine()
    }

    private mutating func endItems(count: Int) {
        guard count > 0 else { return }
        level -= 1
        breakLine()
    }

    private mutating func breakLine() {
        guard format.isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<level { write(raw: "  ") }
    }
}
