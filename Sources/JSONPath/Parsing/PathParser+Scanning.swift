extension PathParser {
    func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func take(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    func slice(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Names without quotes end where other syntax begins; anything else may be part of one.
    func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x20, UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "="),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: ";"):
            false
        default: true
        }
    }

    /// A name or string in single or double quotes; a backslash only escapes the quote around it and itself.
    mutating func parseQuoted() throws(JSONPathSyntaxError) -> String {
        guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw fault("expected a name in quotes")
        }
        let start = position
        position += 1
        var decoded: [UInt8] = []
        while let byte = peek() {
            position += 1
            if byte == quote { return String(decoding: decoded, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let next = peek(), next == quote || next == byte {
                decoded.append(next)
                position += 1
            } else {
                decoded.append(byte)
            }
        }
        position = start
        throw fault("a quote that is never closed")
    }

    mutating func parseList<Item>(
        _ item: (inout PathParser) throws(JSONPathSyntaxError) -> Item
    ) throws(JSONPathSyntaxError) -> [Item] {
        var items = [try item(&self)]
        skipBlanks()
        while take(UInt8(ascii: ",")) {
            skipBlanks()
            items.append(try item(&self))
            skipBlanks()
        }
        return items
    }

    func fault(_ message: String) -> JSONPathSyntaxError {
        JSONPathSyntaxError(message: message, path: text, offset: position)
    }
}
