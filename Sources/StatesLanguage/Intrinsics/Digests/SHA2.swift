/// SHA-256 (FIPS 180-4).
enum SHA256 {
    private static let constants = RootConstants.primes(64).map {
        UInt32(RootConstants.cubeRootFraction(of: $0) >> 32)
    }
    private static let start = RootConstants.primes(8).map {
        UInt32(RootConstants.squareRootFraction(of: $0) >> 32)
    }

    static func digest(of message: [UInt8]) -> [UInt8] {
        let padded = HashAlgorithm.padded(message, block: 64)
        var hash = start
        for block in stride(from: 0, to: padded.count, by: 64) {
            var schedule = (0..<16).map { word in
                (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[block + word * 4 + $1]) }
            }
            for index in 16..<64 {
                let (early, late) = (schedule[index - 15], schedule[index - 2])
                let low = early.rotatedRight(7) ^ early.rotatedRight(18) ^ early >> 3
                let high = late.rotatedRight(17) ^ late.rotatedRight(19) ^ late >> 10
                schedule.append(schedule[index - 16] &+ low &+ schedule[index - 7] &+ high)
            }
            var state = hash
            for index in 0..<64 {
                let (a, e) = (state[0], state[4])
                let high = e.rotatedRight(6) ^ e.rotatedRight(11) ^ e.rotatedRight(25)
                let choice = (e & state[5]) ^ (~e & state[6])
                let first = state[7] &+ high &+ choice &+ constants[index] &+ schedule[index]
                let low = a.rotatedRight(2) ^ a.rotatedRight(13) ^ a.rotatedRight(22)
                let majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2])
                state = [
                    first &+ low &+ majority, a, state[1], state[2], state[3] &+ first, e, state[5], state[6],
                ]
            }
            for index in hash.indices { hash[index] &+= state[index] }
        }
        return hash.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
    }
}

/// SHA-512 and, from another start and cut short, SHA-384 (FIPS 180-4).
enum SHA512 {
    private static let constants = RootConstants.primes(80).map(RootConstants.cubeRootFraction)
    static let start512 = RootConstants.primes(8).map(RootConstants.squareRootFraction)
    static let start384 = RootConstants.primes(16).suffix(8).map(RootConstants.squareRootFraction)

    static func digest(of message: [UInt8], from start: [UInt64]) -> [UInt8] {
        let padded = HashAlgorithm.padded(message, block: 128)
        var hash = start
        for block in stride(from: 0, to: padded.count, by: 128) {
            var schedule = (0..<16).map { word in
                (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(padded[block + word * 8 + $1]) }
            }
            for index in 16..<80 {
                let (early, late) = (schedule[index - 15], schedule[index - 2])
                let low = early.rotatedRight(1) ^ early.rotatedRight(8) ^ early >> 7
                let high = late.rotatedRight(19) ^ late.rotatedRight(61) ^ late >> 6
                schedule.append(schedule[index - 16] &+ low &+ schedule[index - 7] &+ high)
            }
            var state = hash
            for index in 0..<80 {
                let (a, e) = (state[0], state[4])
                let high = e.rotatedRight(14) ^ e.rotatedRight(18) ^ e.rotatedRight(41)
                let choice = (e & state[5]) ^ (~e & state[6])
                let first = state[7] &+ high &+ choice &+ constants[index] &+ schedule[index]
                let low = a.rotatedRight(28) ^ a.rotatedRight(34) ^ a.rotatedRight(39)
                let majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2])
                state = [
                    first &+ low &+ majority, a, state[1], state[2], state[3] &+ first, e, state[5], state[6],
                ]
            }
            for index in hash.indices { hash[index] &+= state[index] }
        }
        return hash.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
    }
}
