import JSON

extension Evaluator {
    /// The value as a string: texts as they are, everything else as JSON.
    func text(of value: Value, isPretty: Bool = false) throws(JSONataError) -> String {
        switch value {
        case .undefined, .function, .tailCall: return ""
        case .string(let text): return text
        case .number(let number):
            guard number.isFinite else { throw .of("D3001", value: nil) }
            return NumberText.rounded(number)
        default:
            var writer = ValueWriter(isPretty: isPretty)
            try writer.write(value)
            try spend(text: writer.bytes.count)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}

/// Writes values as JSON, numbers to fifteen digits and functions as empty strings.
private struct ValueWriter {
    private var writer = JSONWriter()
    private let isPretty: Bool
    private var level = 0

    var bytes: [UInt8] { writer.bytes }

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ value: Value) throws(JSONataError) {
        switch value {
        case .undefined, .null, .tailCall: writer.write(raw: "null")
        case .bool(let value): writer.write(raw: value ? "true" : "false")
        case .number(let number):
            guard number.isFinite else { throw .outOfRange(number) }
            writer.write(raw: NumberText.rounded(number))
        case .exact(let exact): writer.write(raw: NumberText.rounded(exact.number.double))
        case .string(let text): writer.write(text)
        case .function: writer.write("")
        case .list, .array, .tuples:
            let elements = Elements(value)
            writer.write(raw: "[")
            for index in 0..<elements.count {
                startItem(at: index)
                try write(elements[index])
            }
            endItems(count: elements.count)
            writer.write(raw: "]")
        case .record, .object:
            writer.write(raw: "{")
            let members = value.members.filter { !$0.value.isUndefined }
            for (index, member) in members.enumerated() {
                startItem(at: index)
                writer.write(member.key)
                writer.write(raw: isPretty ? ": " : ":")
                try write(member.value)
            }
            endItems(count: members.count)
            writer.write(raw: "}")
        }
    }

    private mutating func startItem(at index: Int) {
        if index == 0 { level += 1 } else { writer.write(raw: ",") }
        breakLine()
    }

    private mutating func endItems(count: Int) {
        guard count > 0 else { return }
        level -= 1
        breakLine()
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        writer.write(raw: "\n")
        for _ in 0..<level { writer.write(raw: "  ") }
    }
}
