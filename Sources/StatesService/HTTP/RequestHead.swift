/// The line and the header fields that a request begins with (RFC 9112, 3 and 5).
struct RequestHead: Sendable {
    /// Bytes of the largest head; clients of the API need less than one of them.
    static let maximumSize = 16_384

    let method: String
    /// Whether the client speaks HTTP/1.1, and not 1.0.
    let isVersion11: Bool
    /// In order, with names in small letters.
    private let fields: [(name: String, value: String)]

    /// - Parameter bytes: All up to the empty line, or with it.
    /// - Throws: ``MessageFault`` for what is no head of HTTP/1.
    init(parsing bytes: some Sequence<UInt8>) throws(MessageFault) {
        var lines = Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let words = lines.first?.split(separator: 0x20, omittingEmptySubsequences: false) ?? []
        guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty else {
            throw .malformed("The request has no request line.")
        }
        switch String(decoding: words[2], as: UTF8.self) {
        case "HTTP/1.1": isVersion11 = true
        case "HTTP/1.0": isVersion11 = false
        default: throw .malformed("Only HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
        method = String(decoding: words[0], as: UTF8.self)
        var fields: [(name: String, value: String)] = []
        for line in lines.dropFirst() { fields.append(try Self.field(line)) }
        self.fields = fields
        // Who may be meant by a request with two hosts is anybody's guess.
        guard values("host").count <= 1 else { throw .malformed("A request names one host.") }
    }

    /// The values of all fields of a name.
    ///
    /// - Parameter name: In small letters.
    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first value of a name in small letters.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Whether the client sends its body once it is told to.
    var awaitsContinue: Bool { isVersion11 && self["expect"]?.lowercased() == "100-continue" }

    /// Whether another request may follow on the connection.
    var keepsOpen: Bool {
        let options = values("connection").joined(separator: ",").lowercased()
            .split(separator: ",").map { String($0.trimmingBlanks) }
        if options.contains("close") { return false }
        return isVersion11 || options.contains("keep-alive")
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(MessageFault) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformed("A line of the request's head is no header field.") }
        let value = line[(colon + 1)...]
        guard !value.contains(where: { $0 == 0 || $0 == 0x0D }) else {
            throw .malformed("A header field of the request has control characters.")
        }
        let text = value.drop { $0 == 0x20 || $0 == 0x09 }
        let end = text.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? text.startIndex
        return (
            String(decoding: line[..<colon], as: UTF8.self).lowercased(),
            String(decoding: text[..<end], as: UTF8.self)
        )
    }
}

extension StringProtocol {
    /// The text without the blanks around it; one inside it stays.
    var trimmingBlanks: SubSequence {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let text = drop(while: isBlank)
        return text.prefix(upTo: text.lastIndex { !isBlank($0) }.map(text.index(after:)) ?? text.startIndex)
    }
}
