/// A fast 64-bit hash that tells the versions of one workout apart; the same on every machine and in every release.
///
/// Eight bytes a step, because it runs over every line of an upload. It is stored, so it must not change.
enum TextHash {
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
        var position = 0
        while position + 8 <= bytes.count {
            hash = mixed(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
            position += 8
        }
        var rest: UInt64 = 0
        while position < bytes.count {
            rest = rest << 8 | UInt64(bytes[position])
            position += 1
        }
        return Int64(bitPattern: mixed(hash, rest))
    }

    static func hash(_ bytes: [UInt8]) -> Int64 {
        bytes.withUnsafeBytes { hash($0) }
    }

    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }
}
