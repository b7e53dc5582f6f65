import JSON

/// The functions on numbers.
enum MathIntrinsics {
    /// To the nearest integer, halves up, as Java's `Math.round`.
    static func round(_ number: Double) -> Double {
        (number + 0.5).rounded(.down)
    }

    static func add(_ left: Double, _ right: Double) throws(IntrinsicError) -> JSON {
        guard let left = Int(exactly: round(left)), let right = Int(exactly: round(right)) else {
            throw IntrinsicError("A number is out of range")
        }
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw IntrinsicError("The sum is out of range") }
        return .int(sum)
    }

    /// - Parameter seed: Where given, the number follows from it alone.
    static func random(
        from start: Double, to end: Double, seed: Double?, with random: inout SeededRandom
    ) throws(IntrinsicError) -> JSON {
        guard let start = Int(exactly: round(start)), let end = Int(exactly: round(end)), start < end else {
            throw IntrinsicError("The start of the range must be below its end")
        }
        if let seed {
            var seeded = SeededRandom(seed: UInt64(bitPattern: Int64(exactly: round(seed)) ?? 0))
            return .int(Int.random(in: start..<end, using: &seeded))
        }
        return .int(Int.random(in: start..<end, using: &random))
    }
}
