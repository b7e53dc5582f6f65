extension String {
    /// This JSON pointer (RFC 6901) with one more step.
    package func appending(pointer key: some StringProtocol) -> String {
        guard key.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return self + "/" + key }
        var escaped = ""
        for character in key.unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return self + "/" + escaped
    }

    /// The key that a step of a JSON pointer stands for.
    package var unescapedFromPointer: String {
        guard utf8.contains(UInt8(ascii: "~")) else { return self }
        var (key, rest) = ("", self[...])
        while let tilde = rest.firstIndex(of: "~") {
            key += rest[..<tilde]
            rest = rest[tilde...].dropFirst()
            switch rest.first {
            case "0": key += "~"
            case "1": key += "/"
            default:
                key += "~"
                continue
            }
            rest = rest.dropFirst()
        }
        return key + rest
    }
}
