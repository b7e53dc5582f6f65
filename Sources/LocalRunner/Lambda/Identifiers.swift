/// Identifiers as AWS makes them; nothing depends on their values.
enum Identifiers {
    /// A random UUID in lower case.
    static func requestID() -> String {
        var digits = Array(hex(16))
        digits[12] = "4"
        digits[16] = "8"
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// An X-Ray header of a trace that is not sampled.
    static func traceID() -> String {
        "Root=1-\(hex(4))-\(hex(12));Parent=\(hex(8));Sampled=0"
    }

    private static func hex(_ byteCount: Int) -> String {
        (0..<byteCount * 2).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
    }
}
