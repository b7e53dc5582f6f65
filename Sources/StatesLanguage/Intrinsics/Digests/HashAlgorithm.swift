/// The algorithms of `States.Hash`.
enum HashAlgorithm: String, CaseIterable, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA-1"
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    init(named name: String) throws(IntrinsicError) {
        guard let algorithm = HashAlgorithm(rawValue: name) else {
            throw IntrinsicError("Unknown algorithm \(name), expected one of MD5, SHA-1, SHA-256, SHA-384, SHA-512")
        }
        self = algorithm
    }

    /// The digest in lower-case hexadecimal digits.
    func digest(of message: [UInt8]) -> String {
        let bytes =
            switch self {
            case .md5: MD5.digest(of: message)
            case .sha1: SHA1.digest(of: message)
            case .sha256: SHA256.digest(of: message)
            case .sha384: Array(SHA512.digest(of: message, from: SHA512.start384).prefix(48))
            case .sha512: SHA512.digest(of: message, from: SHA512.start512)
            }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The message with the padding of the Merkle–Damgård construction.
    static func padded(_ message: [UInt8], block: Int, littleEndianLength: Bool = false) -> [UInt8] {
        var padded = message + [0x80]
        let lengthBytes = block / 8
        while padded.count % block != block - lengthBytes { padded.append(0) }
        let bits = UInt64(message.count) * 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
        if littleEndianLength {
            padded += length
        } else {
            padded += Array(repeating: 0, count: lengthBytes - 8) + length.reversed()
        }
        return padded
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    func rotatedRight(_ count: Self) -> Self {
        self >> count | self << (Self(Self.bitWidth) - count)
    }
}

/// The first bits of the fractions of primes' roots: where the constants of SHA-2 come from.
enum RootConstants {
    static func primes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The first 64 bits of the fraction of a number's cube root.
    static func cubeRootFraction(of number: UInt64) -> UInt64 {
        fraction(of: number, power: 3)
    }

    /// The first 64 bits of the fraction of a number's square root.
    static func squareRootFraction(of number: UInt64) -> UInt64 {
        fraction(of: number, power: 2)
    }

    /// The largest root of 70 bits whose power is at most the number times 2^(64 · power), found bit by bit; its lower 64
    /// bits are the fraction.
    private static func fraction(of number: UInt64, power: Int) -> UInt64 {
        let target = WideNumber(number).shiftedLeft(words: 2 * power)
        var root = WideNumber(0)
        for bit in stride(from: 69, through: 0, by: -1) {
            let candidate = root.settingBit(bit)
            var product = candidate
            for _ in 1..<power { product = product.multiplied(by: candidate) }
            if product <= target { root = candidate }
        }
        return UInt64(root.words[1]) << 32 | UInt64(root.words[0])
    }
}

/// An unsigned integer of ten 32-bit words, lowest first.
private struct WideNumber: Comparable {
    var words = Array(repeating: UInt32(0), count: 10)

    init(_ value: UInt64) {
        words[0] = UInt32(truncatingIfNeeded: value)
        words[1] = UInt32(truncatingIfNeeded: value >> 32)
    }

    func shiftedLeft(words count: Int) -> WideNumber {
        var result = WideNumber(0)
        for index in count..<words.count { result.words[index] = words[index - count] }
        return result
    }

    func settingBit(_ bit: Int) -> WideNumber {
        var result = self
        result.words[bit / 32] |= 1 << UInt32(bit % 32)
        return result
    }

    func multiplied(by other: WideNumber) -> WideNumber {
        var result = WideNumber(0)
        for (index, word) in words.enumerated() where word != 0 {
            var carry: UInt64 = 0
            for (offset, factor) in other.words.enumerated() where index + offset < words.count {
                let sum = UInt64(result.words[index + offset]) + UInt64(word) * UInt64(factor) + carry
                result.words[index + offset] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
        }
        return result
    }

    static func < (left: WideNumber, right: WideNumber) -> Bool {
        for (left, right) in zip(left.words.reversed(), right.words.reversed()) where left != right {
            return left < right
        }
        return false
    }
}
