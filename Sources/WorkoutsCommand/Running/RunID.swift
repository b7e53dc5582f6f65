/// The name of a run: a ULID, which sorts by time and needs no coordination.
enum RunID {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A new name.
    ///
    /// - Parameters:
    ///   - milliseconds: The time, since 1970.
    ///   - random: Where the other 80 bits come from.
    static func make(milliseconds: Int64, using random: inout some RandomNumberGenerator) -> String {
        var text = ""
        for shift in stride(from: 45, through: 0, by: -5) {
            text.append(alphabet[Int(milliseconds >> Int64(shift)) & 31])
        }
        for _ in 0..<16 { text.append(alphabet[Int.random(in: 0..<32, using: &random)]) }
        return text
    }
}
