import JSON
import Testing

@Suite struct NumberWritingTests {
    @Test(arguments: [
        0, 1, -1, 0.5, 0.05, 1.05, -2.5, 4.09, 12.34, 99.99, 100, 1234567.89, -0.01, 0.1 + 0.2, 1e-7, 1e15, 1e16,
        1.5e300, 3.14159,
        9_007_199_254_740_991, 0.29, 1.15, 2.675,
    ])
    func aNumberReadsBackAsItself(_ number: Double) throws {
        var writer = JSONWriter()
        writer.write(number)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(try JSON(parsing: text).double == number)
        #expect(!text.hasSuffix(".0"))
        #expect(text.utf8.count <= max(17, number.description.utf8.count))
    }

    @Test(arguments: [
        (0, 1, "0"), (7, 2, "07"), (2024, 4, "2024"), (123, 2, "123"), (UInt.max, 1, "18446744073709551615"),
    ])
    func digitsHaveTheirWidth(_ number: UInt, width: Int, text: String) {
        var writer = JSONWriter()
        writer.write(digits: number, atLeast: width)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [(UInt64(0), "0000"), (0xBEEF, "beef"), (.max, "ffffffffffffffff")])
    func hexadecimalDigitsHaveTheirWidth(_ number: UInt64, text: String) {
        var writer = JSONWriter()
        writer.write(hexadecimal: number, atLeast: 4)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
