import JSON
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "1.5", "1.10", "12345678901234567890", "1e+16",
        #""""#, #""a\"b\\c\n\u0001""#, "[]", "[1,[2,{}]]", "{}", #"{"b":1,"a":[null,"é"]}"#,
    ])
    func textSurvivesReadingAndWriting(_ text: String) throws {
        #expect(try JSON(parsing: text).text() == text)
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\":1,\n \"b\" 2}", 2, 6), ("01", 1, 2), ("\"é\" x", 1, 5),
        ("[\"\u{1}\"]", 1, 3), ("nul", 1, 1), ("\"abc", 1, 1), ("1e999", 1, 1),
    ])
    func faultsNameTheirPlace(_ text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test func equalityIsOfMeaning() throws {
        #expect(try JSON(parsing: #"{"a":1,"b":[1.0]}"#) == JSON(parsing: #"{"b":[1],"a":1.00}"#))
        #expect(JSON.int(2) != JSON.string("2"))
    }

    /// "é" as one code point, and as a letter with an accent behind it, which Swift takes for the same text.
    @Test(arguments: [0, 40])
    func textsAreComparedByTheirCodePoints(further members: Int) throws {
        let rest = (0..<members).map { ",\"k\($0)\":0" }.joined()
        let object = try #require(try JSON(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2\(rest)}").object)
        #expect(object.count == members + 2)
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        let texts: [JSON] = ["\u{E9}", "e\u{301}", "\u{E9}"]
        #expect(texts[0] != texts[1])
        #expect(Set(texts).count == 2)
        #expect(JSON.object(["\u{E9}": 1]) != ["e\u{301}": 1])
    }

    @Test func deepNestingIsRefusedNotFatal() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
    }

    @Test func surrogatePairsBecomeOneCharacter() throws {
        #expect(try JSON(parsing: #""\ud83d\ude00""#) == "😀")
        #expect(try JSON(parsing: #""\ud83d""#) == "\u{FFFD}")
    }

    @Test func largeObjectsKeepOrderThroughRemoval() {
        var object = JSONObject((0..<40).map { ("k\($0)", JSON.int($0)) })
        object["k7"] = nil
        object["k39"] = "last"
        #expect(object.count == 39)
        #expect(object["k8"] == 8)
        #expect(object.keys.last == "k39")
        #expect(JSON.object(object).text(.canonical).hasPrefix(#"{"k0":0,"k1":1,"k10":10"#))
    }
}
