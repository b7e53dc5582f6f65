import JSON
import Testing

@Suite struct JSONSourceMapTests {
    static let text = """
        {
          "a/b": [1, {"é": "x"}],
          "k": true, "k": null
        }
        """

    @Test(arguments: [
        ("", 1, 1, 1), ("/a~1b", 2, 10, 1), ("/a~1b/0", 2, 11, 1), ("/a~1b/1/é", 2, 20, 3), ("/k", 3, 19, 4),
        ("/a~1b/9/missing", 2, 10, 1),
    ])
    func pointerHasItsPlace(_ pointer: String, _ line: Int, _ column: Int, _ length: Int) {
        let spot = JSONSourceMap(Self.text).spot(of: pointer)
        #expect(spot == JSONSourceSpot(line: line, column: column, length: length))
    }

    @Test(arguments: [
        ("", 1, 1, 1), ("/a~1b", 2, 3, 5), ("/a~1b/0", 2, 11, 1), ("/a~1b/1/é", 2, 15, 3), ("/k", 3, 14, 3),
    ])
    func memberHasThePlaceOfItsKey(_ pointer: String, _ line: Int, _ column: Int, _ length: Int) {
        let spot = JSONSourceMap(Self.text).spot(ofKeyAt: pointer)
        #expect(spot == JSONSourceSpot(line: line, column: column, length: length))
    }

    /// "\r\n" is one character for Swift, and two bytes for whoever counts lines.
    @Test(arguments: [
        ("{\r\n  \"a\": 1\r\n}\r\n", ["{", "  \"a\": 1", "}", ""]), ("1", ["1"]), ("\r\n\n\r\r\n", ["", "", "\r", ""]),
    ])
    func linesEndAtLineFeeds(_ text: String, _ lines: [String]) {
        let map = JSONSourceMap(text)
        #expect(map.lines == lines)
        #expect(map.lines.indices.contains(map.spot(of: "/a").line - 1))
    }

    @Test func keysOfOtherCodePointsAreOtherKeys() {
        let map = JSONSourceMap("{\"\u{E9}\": 1,\n\"e\u{301}\": 2}")
        #expect(map.duplicateKeys.isEmpty)
        #expect(map.spot(of: "/e\u{301}").line == 2)
    }

    @Test func keyThatStandsTwiceIsFound() {
        let duplicates = JSONSourceMap(Self.text).duplicateKeys
        #expect(duplicates.map(\.pointer) == ["/k"])
        #expect(duplicates.map(\.spot) == [JSONSourceSpot(line: 3, column: 14, length: 3)])
    }
}
