/// Base64 (RFC 4648) with padding.
enum Base64 {
    /// Characters that the encoding and hashing functions take, which the service counts as UTF-16 units.
    static let maximumInput = 10_000

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ text: String) throws(IntrinsicError) -> String {
        guard text.utf16.count <= maximumInput else {
            throw IntrinsicError("The input is longer than \(maximumInput) characters")
        }
        let bytes = Array(text.utf8)
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
            for position in 0..<4 {
                let index = Int(group >> (18 - 6 * UInt32(position))) & 63
                encoded.append(position <= count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    static func decode(_ text: String) throws(IntrinsicError) -> String {
        guard text.utf16.count <= maximumInput else {
            throw IntrinsicError("The input is longer than \(maximumInput) characters")
        }
        let symbols = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        var (decoded, group, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for symbol in symbols {
            guard let value = value(of: symbol) else { throw IntrinsicError("The input is not Base64") }
            group = (group << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                decoded.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        guard symbols.count % 4 != 1 else { throw IntrinsicError("The input is not Base64") }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func value(of symbol: UInt8) -> UInt32? {
        switch symbol {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(symbol - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(symbol - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(symbol - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
