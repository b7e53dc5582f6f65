/// The numbers of `java.util.Random`, which `$random` with a seed gives on the service.
enum JavaRandom {
    private static let multiplier: UInt64 = 0x5_DEEC_E66D
    private static let mask: UInt64 = (1 << 48) - 1

    /// The first double of a generator, from 0 up to, but not including, 1.
    static func firstFraction(seed: Int) -> Double {
        var state = (UInt64(bitPattern: Int64(seed)) ^ multiplier) & mask
        func next(_ bits: UInt64) -> UInt64 {
            state = (state &* multiplier &+ 0xB) & mask
            return state >> (48 - bits)
        }
        let (high, low) = (next(26), next(27))
        return Double(high << 27 + low) / 9_007_199_254_740_992
    }
}
