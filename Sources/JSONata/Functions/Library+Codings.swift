import JSON

/// Base64 and the escapes of URLs.
extension Library {
    static let codings: [NativeFunction] = [
        function("base64encode", "<s-:s>") { (_, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            return .string(Base64.encode(Array(text.utf8)))
        },
        function("base64decode", "<s-:s>") { (_, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            return .string(String(decoding: Base64.decode(text), as: UTF8.self))
        },
        coding("encodeUrlComponent") { PercentCoding.encode($0, keeping: PercentCoding.unreserved) },
        coding("encodeUrl") { PercentCoding.encode($0, keeping: PercentCoding.unreserved + PercentCoding.reserved) },
        coding("decodeUrlComponent") { PercentCoding.decode($0, keeping: "") },
        coding("decodeUrl") { PercentCoding.decode($0, keeping: PercentCoding.reserved) },
    ]

    private static func coding(_ name: String, _ code: @escaping @Sendable (String) -> String?) -> NativeFunction {
        function(name, "<s-:s>") { (_, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            // Half of a surrogate pair has no UTF-8; it was replaced when the text was read.
            guard !text.unicodeScalars.contains("\u{FFFD}"), let coded = code(text) else {
                throw .of("D3140", value: .string(text), fields: ["functionName": .string(name)])
            }
            return .string(coded)
        }
    }
}

/// Escapes of URLs as `encodeURIComponent` and its relatives have them.
enum PercentCoding {
    static let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()"
    static let reserved = ";/?:@&=+$,#"

    static func encode(_ text: String, keeping kept: String) -> String {
        let kept = Set(kept.utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if kept.contains(byte) { bytes.append(byte) } else { bytes += Array(escape(byte).utf8) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// The text without escapes, but for those of some characters; nil where an escape is broken.
    static func decode(_ text: String, keeping kept: String) -> String? {
        let kept = Set(kept.utf8)
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            rest = rest.dropFirst(2)
            if kept.contains(value) { bytes += [byte] + digits } else { bytes.append(value) }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// Base64 with padding, as RFC 4648 has it.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// What each byte stands for; nil for what is no letter of the alphabet.
    private static let values: [UInt32?] = {
        var values: [UInt32?] = Array(repeating: nil, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt32(value) }
        return values
    }()

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let chunk = bytes[start..<min(start + 3, bytes.count)]
            var word: UInt32 = 0
            for offset in 0..<3 { word = word << 8 | UInt32(offset < chunk.count ? chunk[start + offset] : 0) }
            for offset in 0..<4 {
                let index = Int(word >> UInt32(18 - 6 * offset) & 63)
                text.append(offset <= chunk.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes; what is no letter of the alphabet is passed over.
    static func decode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var (word, bits): (UInt32, UInt32) = (0, 0)
        for unit in text.utf8 {
            if unit == UInt8(ascii: "=") { break }
            let plain =
                unit == UInt8(ascii: "-") ? UInt8(ascii: "+") : unit == UInt8(ascii: "_") ? UInt8(ascii: "/") : unit
            guard let value = values[Int(plain)] else { continue }
            word = word << 6 & 0xFF_FFFF | value
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: word >> bits))
        }
        return bytes
    }
}
