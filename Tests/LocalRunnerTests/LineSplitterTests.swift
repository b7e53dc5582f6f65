import Testing

@testable import LocalRunner

@Suite struct LineSplitterTests {
    @Test(arguments: [
        (["a\nb\n"], ["a", "b"]), (["a", "b\r\n", "\n", "c"], ["ab", "", "c"]), ([""], []),
        (["12345678901"], ["1234", "5678", "901"]), (["1234\n5"], ["1234", "5"]), (["1234", "\n5"], ["1234", "5"]),
        (["\u{FC}"], ["\u{FC}"]),
    ])
    func bytesBecomeLines(_ chunks: [String], lines: [String]) {
        var splitter = LineSplitter(limit: 4)
        var result = chunks.flatMap { splitter.append(Array($0.utf8)) }
        if let rest = splitter.finish() { result.append(rest) }
        #expect(result == lines)
    }
}
