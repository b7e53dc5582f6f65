import Compression
import Foundation
import Testing

@Suite struct GzipReaderTests {
    /// "a,b\n1,2\n" and, behind it, "3,4\n".
    private static let first = bytes("H4sIAAAAAAACA0vUSeIy1DHiAgB7B5cKCAAAAA==")
    private static let second = bytes("H4sIAAAAAAACAzPWMeECAD4tcqkEAAAA")
    /// 100,000 times "x".
    private static let repeated = bytes(
        "H4sIAAAAAAACA+3BMQEAAADCoNqLbw0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA3ERB/6ghgEA"
    )

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

    /// The plain bytes, from pieces of one size each.
    private func plain(_ bytes: [UInt8], pieces size: Int, limit: Int = 4096) throws -> [UInt8] {
        let reader = try GzipReader()
        var plain: [UInt8] = []
        var rest = bytes[...]
        while true {
            reader.add(Array(rest.prefix(size)))
            let isLast = rest.isEmpty
            rest = rest.dropFirst(size)
            while case let piece = try reader.read(limit), !piece.isEmpty {
                #expect(piece.count <= limit)
                plain += piece
            }
            if isLast { return plain }
        }
    }

    @Test(arguments: [1, 2, 7, 1000]) func membersComeOutOneBehindTheOther(_ size: Int) throws {
        let file = Self.first + Self.second + [0, 0, 0]
        #expect(try plain(file, pieces: size) == Array("a,b\n1,2\n3,4\n".utf8))
    }

    @Test(arguments: [1, 64, 1 << 20]) func noPieceIsLargerThanAsked(_ limit: Int) throws {
        #expect(
            try plain(Self.repeated, pieces: 50, limit: limit) == Array(repeating: UInt8(ascii: "x"), count: 100_000))
    }

    @Test func aFileThatEndsTooEarlyIsRefused() {
        for length in 1..<Self.first.count {
            #expect(throws: GzipError.self, "\(length) bytes") {
                try plain(Array(Self.first.prefix(length)), pieces: 1000)
            }
        }
    }

    @Test func aDamagedFileIsRefused() {
        var damaged = Self.repeated
        damaged[damaged.count - 6] ^= 1
        #expect(throws: GzipError(message: "incorrect data check")) { try plain(damaged, pieces: 1000) }
    }

    @Test func whatFollowsIsRefusedWhereItIsNoMember() {
        #expect(throws: GzipError.self) { try plain(Self.first + Array("text".utf8), pieces: 1000) }
    }
}
