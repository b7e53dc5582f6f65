/// What tokens look like.
enum TaskToken {
    static let prefix = "AQC"
    private static let minimumLength = 64

    /// Whether a text could be a token of ours, although nothing is known of it.
    static func isPlausible(_ text: String) -> Bool {
        text.hasPrefix(prefix) && text.utf8.count >= minimumLength
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
            }
    }
}
