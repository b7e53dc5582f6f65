import JSON

/// One element of the XML that services answer with: names, children, text; attributes are left out.
struct XMLElement: Sendable {
    /// Elements inside elements; answers of services need a few.
    private static let maximumDepth = 64

    var name: String
    var children: [XMLElement] = []
    var text = ""

    /// The root element of a document; nil for what is no XML.
    init?(parsing bytes: [UInt8]) {
        var scanner = XMLScanner(bytes)
        guard let root = scanner.element(depth: Self.maximumDepth) else { return nil }
        self = root
    }

    fileprivate init(name: String) {
        self.name = name
    }

    /// The first child of a name.
    func child(_ name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// Elements as members: those that stand several times, or are called `member`, as a list.
    var json: JSON {
        if children.isEmpty { return .string(text) }
        if children.allSatisfy({ $0.name == "member" }) { return .array(children.map(\.json)) }
        var object = JSONObject()
        for child in children {
            switch object[child.name] {
            case nil: object[child.name] = child.json
            case .array(let elements)?: object[child.name] = .array(elements + [child.json])
            case let first?: object[child.name] = .array([first, child.json])
            }
        }
        return .object(object)
    }
}

private struct XMLScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func element(depth: Int) -> XMLElement? {
        guard depth > 0 else { return nil }
        while let tag = nextTag() {
            if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
            guard !tag.hasPrefix("/") else { return nil }
            var element = XMLElement(name: String(tag.prefix { !$0.isWhitespace && $0 != "/" }))
            if tag.hasSuffix("/") { return element }
            return fill(&element, depth: depth) ? element : nil
        }
        return nil
    }

    /// Reads content up to the end tag.
    private mutating func fill(_ element: inout XMLElement, depth: Int) -> Bool {
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
            element.text += Self.unescaped(String(decoding: bytes[start..<position], as: UTF8.self))
            guard position + 1 < bytes.count else { return false }
            if bytes[position + 1] == UInt8(ascii: "/") { return nextTag() == "/\(element.name)" }
            guard let child = self.element(depth: depth - 1) else { return false }
            element.children.append(child)
        }
        return false
    }

    /// What stands between the next angle brackets.
    private mutating func nextTag() -> String? {
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let start = position + 1
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
        guard position < bytes.count else { return nil }
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { return result + rest[start...] }
            let entity = rest[rest.index(after: start)..<end]
            result += character(entity) ?? String(rest[start...end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ entity: Substring) -> String? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.hasPrefix("#") else { return nil }
            let digits = entity.dropFirst()
            let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
    }
}
