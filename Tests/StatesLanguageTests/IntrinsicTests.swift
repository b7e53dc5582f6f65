import JSON
import Testing

@testable import StatesLanguage

@Suite struct IntrinsicTests {
    private func value(of call: String, input: JSON = [:]) throws -> JSON {
        var scope = EvaluationScope(
            input: input,
            context: ContextObject(
                execution: ExecutionFacts(identity: ExecutionIdentity(), input: input, startTime: Timestamp(seconds: 0))
            ),
            variables: ["x": 5], random: SeededRandom(seed: 1))
        return try IntrinsicParser.parse(call).evaluate(in: &scope)
    }

    // The examples of the service's documentation, and the corners around them.
    @Test(arguments: [
        ("States.Array('a', 1, true, null)", ["a", 1, true, nil] as JSON),
        ("States.Array()", [] as JSON),
        ("States.ArrayPartition($.nine, 4)", [[1, 2, 3, 4], [5, 6, 7, 8], [9]] as JSON),
        ("States.ArrayContains($.nine, 5)", true as JSON),
        ("States.ArrayRange(1, 9, 2)", [1, 3, 5, 7, 9] as JSON),
        ("States.ArrayRange(3, 1, -1)", [3, 2, 1] as JSON),
        ("States.ArrayGetItem($.nine, 5)", 6 as JSON),
        ("States.ArrayLength($.nine)", 9 as JSON),
        ("States.ArrayUnique(States.Array(1, 1, 2, 1.0))", [1, 2] as JSON),
        ("States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU=" as JSON),
        ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "Data to encode" as JSON),
        ("States.Hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7" as JSON),
        ("States.Hash('', 'MD5')", "d41d8cd98f00b204e9800998ecf8427e" as JSON),
        (
            "States.Hash('abc', 'SHA-256')",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" as JSON
        ),
        (
            "States.Hash('abc', 'SHA-384')",
            """
            cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
            """ as JSON
        ),
        ("States.JsonMerge($.one, $.two, false)", ["a": ["y": 2], "b": 1, "c": 3] as JSON),
        ("States.StringToJson('{\"n\": [1]}')", ["n": [1]] as JSON),
        ("States.StringToJson(' ')", nil as JSON),
        ("States.JsonToString($.one)", "{\"a\":{\"x\":1},\"b\":1}" as JSON),
        ("States.MathAdd(111, -1)", 110 as JSON),
        ("States.MathAdd(-2.5, 0)", -2 as JSON),
        ("States.StringSplit('1,2+3', ',+')", ["1", "2", "3"] as JSON),
        ("States.Format('Hi {}, {}!', $.name, $x)", "Hi Ann, 5!" as JSON),
        (#"States.Format('\{{}\} it\'s', 1)"#, "{1} it's" as JSON),
        (#"States.Format('{} {} {}', 'it\'s', '\{x\}', 'a\\b')"#, #"it's {x} a\b"# as JSON),
        ("States.Format('{} {}', $.one, $.nine[0:2])", "{a={x=1}, b=1} [1, 2]" as JSON),
        ("States.ArrayGetItem(States.StringSplit('a-b', '-'), 1)", "b" as JSON),
    ])
    func callHasItsValue(_ call: String, _ expected: JSON) throws {
        let input: JSON = [
            "nine": [1, 2, 3, 4, 5, 6, 7, 8, 9], "name": "Ann", "one": ["a": ["x": 1], "b": 1],
            "two": ["a": ["y": 2], "c": 3],
        ]
        #expect(try value(of: call, input: input) == expected)
    }

    @Test(arguments: [
        "States.ArrayRange(1, 5000, 1)", "States.ArrayRange(1, 5, 0)", "States.ArrayPartition(States.Array(1), 0)",
        "States.ArrayGetItem(States.Array(), 0)", "States.Base64Decode('*')", "States.Hash('a', 'CRC')",
        "States.Format('{}')", "States.MathRandom(2, 2)", "States.JsonMerge($, $, true)", "States.StringToJson('{')",
        "States.MathAdd($.name, 1)", "States.Format('{} {}', $.missing, 1)",
    ])
    func callWithoutAValueIsATerminalFailure(_ call: String) throws {
        let failure = #expect(throws: Failure.self) { try value(of: call) }
        #expect(failure?.error == "States.Runtime")
        #expect(failure?.kind == .terminal)
    }

    @Test(arguments: [
        "States.Nothing()", "States.Array(", "States.Array('a)", "States.Hash('a')", "States.Array(a)",
        "States.UUID() x", "Math.Add(1, 2)",
        String(repeating: "States.Array(", count: 11) + String(repeating: ")", count: 11),
        "States.Array(" + Array(repeating: "States.UUID()", count: 10).joined(separator: ",") + ")",
        "States.MathAdd(1, '-1')", "States.ArrayGetItem($, '0')", "States.JsonMerge($, $, 1)",
        "States.StringSplit(1, ',')",
    ])
    func textThatIsNoCallIsRefused(_ call: String) {
        #expect(throws: IntrinsicSyntaxError.self) { try IntrinsicParser.parse(call) }
    }

    @Test func tenCallsMayStandInAField() throws {
        let call = "States.Array(" + Array(repeating: "States.Array()", count: 9).joined(separator: ",") + ")"
        #expect(try value(of: call) == .array(Array(repeating: [], count: 9)))
    }

    /// The limit counts characters, of which each of these takes two bytes.
    @Test(arguments: ["States.Base64Encode($.text)", "States.Hash($.text, 'MD5')"])
    func tenThousandCharactersAreTaken(_ call: String) throws {
        let text = String(repeating: "\u{E9}", count: 10_000)
        #expect(try value(of: call, input: ["text": .string(text)]).string != nil)
        #expect(throws: Failure.self) { try value(of: call, input: ["text": .string(text + "e")]) }
    }

    @Test func arraysAreOfTextsByTheirCodePoints() throws {
        let input: JSON = ["list": ["\u{E9}", "e\u{301}", "\u{E9}"], "text": "e\u{301}"]
        #expect(try value(of: "States.ArrayUnique($.list)", input: input) == ["\u{E9}", "e\u{301}"])
        #expect(try value(of: "States.ArrayContains(States.Array('\u{E9}'), $.text)", input: input) == false)
    }

    @Test func randomValuesFollowFromTheSeed() throws {
        let (first, second) = (try value(of: "States.UUID()"), try value(of: "States.UUID()"))
        #expect(first == second)
        let uuid = try #require(first.string)
        #expect(uuid.utf8.count == 36)
        #expect(Array(uuid)[14] == "4")
        #expect(try value(of: "States.MathRandom(0, 9, 3)") == value(of: "States.MathRandom(0, 9, 3)"))
    }
}
