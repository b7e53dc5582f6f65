/// The fingerprint of a record's content: FNV-1a with 64 bits, as 16 hexadecimal digits.
///
/// It only tells two versions of *one* workout apart, so it need not resist anybody.
public enum ContentHash {
    /// The fingerprint of some bytes.
    public static func hash(_ bytes: some Sequence<UInt8>) -> String {
        let digits = String(value(of: bytes), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The number that the fingerprint spells.
    static func value(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.withContiguousStorageIfAvailable(fnv1a) ?? Array(bytes).withUnsafeBufferPointer(fnv1a)
    }

    private static func fnv1a(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
