import JSON
import JSONPath
import Testing

/// A path, and what it names in the shop below.
struct PathCase: CustomTestStringConvertible, Sendable {
    var path: String
    var value: JSON

    init(_ path: String, _ value: JSON) {
        self.path = path
        self.value = value
    }

    var testDescription: String { path }
}

@Suite struct JSONPathTests {
    static let shop: JSON = [
        "books": [
            ["title": "Emma", "price": 8, "tags": ["novel", "old"]],
            ["title": "Dune", "price": 12.5, "tags": ["novel"]],
            ["title": "Logic", "price": 30, "isbn": "x"],
        ],
        "limit": 10, "a b": ["c.d": true], "empty": [], "nothing": nil,
    ]

    @Test(arguments: [
        PathCase("$.limit", 10), PathCase("$['limit']", 10), PathCase("$[\"limit\"]", 10),
        PathCase("$['a b']['c.d']", true), PathCase("$.books[0].title", "Emma"), PathCase("$.books[-1].title", "Logic"),
        PathCase("$.nothing", nil), PathCase("$.books[0].tags.length()", 2), PathCase("$.books[*].price.max()", 30),
        PathCase("$['limit','nothing']", ["limit": 10, "nothing": nil]),
        PathCase("$.['a b'].['c.d']", true), PathCase("$.['limit']", 10), PathCase("$.books.[0].title", "Emma"),
        PathCase(" $.limit  ", 10),
    ])
    func definitePathNamesOneValue(_ example: PathCase) throws {
        let path = try JSONPath(parsing: example.path)
        #expect(path.isDefinite)
        #expect(try path.evaluate(Self.shop) == example.value)
    }

    @Test(arguments: [
        PathCase("$.books[*].title", ["Emma", "Dune", "Logic"]), PathCase("$..title", ["Emma", "Dune", "Logic"]),
        PathCase("$.books[0:2].price", [8, 12.5]), PathCase("$.books[-2:].price", [12.5, 30]),
        PathCase("$.books[:1].title", ["Emma"]), PathCase("$.books[0,2].title", ["Emma", "Logic"]),
        PathCase("$.books[?(@.price < 10)].title", ["Emma"]),
        PathCase("$.books[?(@.price > $.limit)].title", ["Dune", "Logic"]),
        PathCase("$.books[?(@.price > $.limit && @.isbn)].title", ["Logic"]),
        PathCase("$.books[?(!(@.isbn) || @.price == 30)].price", [8, 12.5, 30]),
        PathCase("$.books[?(@.title in ['Emma','Logic'])].price", [8, 30]),
        PathCase("$.books[?('old' in @.tags)].title", ["Emma"]),
        PathCase("$.books[?(@.tags contains 'old')].title", ["Emma"]),
        PathCase("$.books[0:2:2].price", [8, 12.5]), PathCase("$.books.[?(@.isbn)].title", ["Logic"]),
        PathCase("$.missing[*].title", []), PathCase("$.books[*].missing.title", []), PathCase("$.limit[0:2]", []),
        PathCase("$.empty[*]", []), PathCase("$.limit[*]", []),
        PathCase("$..missing[*]", []), PathCase("$.books[*].price[0:1]", []),
        PathCase("$.books[9]['title','isbn'][*]", []),
        PathCase("$.books[?(@.tags[?(@ == 'old')])].title", ["Emma", "Dune"]),
        PathCase("$.books[?(@.tags[*])].title", ["Emma", "Dune"]),
        PathCase("$.books[?(@.tags[*] empty false)].title", ["Emma", "Dune"]),
        PathCase("$.books[?(@.tags[5:] empty true)].title", ["Emma", "Dune"]),
    ])
    func indefinitePathGivesAllMatches(_ example: PathCase) throws {
        let path = try JSONPath(parsing: example.path)
        #expect(!path.isDefinite)
        #expect(try path.evaluate(Self.shop) == example.value)
    }

    /// As Jayway compares: the type of the left side counts, and what is missing equals nothing.
    @Test(arguments: [
        PathCase("$[?(@.x == 1)].id", ["number", "text"]), PathCase("$[?(@.x == '1')].id", ["number", "text"]),
        PathCase("$[?(@.x == '1.0')].id", ["number"]), PathCase("$[?(@.x != 1)].id", ["letter", "none"]),
        PathCase("$[?(@.x in [1])].id", ["number", "text"]),
        PathCase("$[?(@.x in ['1', 'a'])].id", ["number", "text", "letter"]),
        PathCase("$[?(@.x nin [1])].id", ["letter", "none"]), PathCase("$[?(@.x nin '1')].id", []),
        PathCase("$[?(@.x == @.y)].id", []), PathCase("$[?(@.x == 'inf')].id", []),
        PathCase("$[?(@.x < '2')].id", ["number", "text"]), PathCase("$[?([1] contains @.x)].id", ["number", "text"]),
    ])
    func filterComparesNumbersWithTexts(_ example: PathCase) throws {
        let document: JSON = [
            ["id": "number", "x": 1], ["id": "text", "x": "1"], ["id": "letter", "x": "a"], ["id": "none"],
        ]
        #expect(try JSONPath(parsing: example.path).evaluate(document) == example.value)
    }

    @Test(arguments: [
        PathCase("$..[?(@.x)]", [["x": 1, "in": [["x": 2]]], ["x": 2], ["x": 3]]),
        PathCase("$..[?(@.x > 1)].x", [2, 3]),
        PathCase("$..[?(@.none)]", []),
    ])
    func filterBelowFindsEachObjectOnce(_ example: PathCase) throws {
        let document: JSON = ["list": [["x": 1, "in": [["x": 2]]]], "other": ["x": 3]]
        #expect(try JSONPath(parsing: example.path).evaluate(document) == example.value)
    }

    @Test func backslashIsAPartOfANameUnlessItEscapesTheQuote() throws {
        let document: JSON = [#"a\"b"#: 1, "it's": 2]
        #expect(try JSONPath(parsing: #"$['a\"b']"#).evaluate(document) == 1)
        #expect(try JSONPath(parsing: #"$['it\'s']"#).evaluate(document) == 2)
    }

    @Test func missingValueIsNamedAsJaywayNamesIt() throws {
        #expect(throws: JSONPathEvaluationError.noResults("$['no']")) {
            try JSONPath(parsing: "$.no").evaluate(Self.shop)
        }
        #expect(throws: JSONPathEvaluationError.missingProperty("$['no']")) {
            try JSONPath(parsing: "$.no.such").evaluate(Self.shop)
        }
        #expect(throws: JSONPathEvaluationError.indexOutOfBounds("$['books'][7]")) {
            try JSONPath(parsing: "$.books[7]").evaluate(Self.shop)
        }
        #expect(throws: JSONPathEvaluationError.notAnArray(steps: "[0]['x']", found: "10")) {
            try JSONPath(parsing: "$.limit[0].x").evaluate(Self.shop)
        }
    }

    @Test(arguments: [
        ("", 0), ("books", 0), ("$.", 2), ("$.a[", 4), ("$.a[x]", 4), ("$['a", 2), ("$.a[0", 5), ("$..", 3),
        ("$.a[?(@.b =~ /x/)]", 10), ("$.a.explode()", 4), ("$ .a", 1), ("$.a[99999999999]", 4), ("$.[", 3),
        ("$[::2]", 4),
    ])
    func faultIsToldWithItsOffset(_ path: String, _ offset: Int) throws {
        let error = #expect(throws: JSONPathSyntaxError.self) { try JSONPath(parsing: path) }
        #expect(error?.offset == offset)
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "$" + String(repeating: "..*", count: 40), "$[" + String(repeating: "0,", count: 5000) + "0][*][*]",
            "$..[?(@..[?(@..[?(@..x)])])]",
        ])
    func pathThatFindsWithoutEndIsStopped(_ text: String) throws {
        let document: JSON = .array(Array(repeating: .array(Array(repeating: [1], count: 500)), count: 500))
        let path = try JSONPath(parsing: text)
        #expect(throws: JSONPathEvaluationError.tooMuchWork) { try path.evaluate(document) }
    }

    /// Each element is tested by comparing all of the document's text.
    @Test(arguments: [
        "$.list[?($.a == $.b)]", "$.list[?($.a in $.c)]", "$.list[?($.a contains $.b)]", "$.list[?($.c.size() > 1)]",
    ])
    func comparingIsBounded(_ text: String) throws {
        let long = String(repeating: "x", count: 200_000)
        let document: JSON = [
            "list": .array((0..<20_000).map { .int($0) }), "a": .string(long), "b": .string(long + "y"),
            "c": .array(Array(repeating: .string(long), count: 10)),
        ]
        let path = try JSONPath(parsing: text)
        #expect(throws: JSONPathEvaluationError.tooMuchWork) { try path.evaluate(document) }
    }

    @Test func deepFilterIsRefused() {
        let path = "$[?(" + String(repeating: "(", count: 1000) + "@.a" + String(repeating: ")", count: 1000) + ")]"
        #expect(throws: JSONPathSyntaxError.self) { try JSONPath(parsing: path) }
    }
}

@Suite struct ReferencePathTests {
    @Test func valueIsPutAtThePlaceAndTheWayIsMade() throws {
        let path = try ReferencePath(parsing: "$.a.b[0].c")
        #expect(try path.setting(9, in: ["a": ["b": [["d": 1]]]]) == ["a": ["b": [["d": 1, "c": 9]]]])
        #expect(try ReferencePath(parsing: "$.x.y").setting(1, in: ["x": nil]) == ["x": ["y": 1]])
        #expect(try ReferencePath(parsing: "$").setting(1, in: [:]) == 1)
    }

    @Test(arguments: [
        ("$.x.y", #"{"x": "text"}"#, "y"), ("$.x", "[1]", "x"), ("$.x.y.z", #"{"x": {"y": 1}}"#, "z"),
        ("$.a[1]", #"{"a": [1]}"#, "1"), ("$.a[0]", #"{"a": {}}"#, "0"),
    ])
    func nothingThatIsThereIsOverwrittenOnTheWay(_ text: String, _ document: String, _ step: String) throws {
        let path = try ReferencePath(parsing: text)
        let document = try JSON(parsing: document)
        let conflict = #expect(throws: ReferencePathConflict.self) { try path.setting(1, in: document) }
        #expect(conflict?.step == step)
    }

    @Test(arguments: [
        ("$.a.b", #"{"a": {}}"#, "b"), ("$.a.b", "{}", "a"), ("$.a[2]", #"{"a": [1]}"#, "2"),
        ("$.a", #"{"a": 1}"#, nil),
        ("$.a[*].b", "{}", nil),
    ])
    func theFirstStepThatLeadsNowhereIsTold(_ text: String, _ document: String, _ step: String?) throws {
        #expect(try JSONPath(parsing: text).missingStep(in: JSON(parsing: document)) == step)
    }

    @Test func aPathDeeperThanAnyDocumentIsRefused() {
        #expect(throws: JSONPathSyntaxError.self) {
            try ReferencePath(parsing: "$" + String(repeating: ".a", count: 5000))
        }
    }

    @Test(arguments: ["$.a[*]", "$..a", "$.a[0:2]", "$.a[?(@.b)]", "$.a.length()", "$['a','b']", "$.a[-1]"])
    func pathToManyPlacesIsRefused(_ text: String) {
        #expect(throws: JSONPathSyntaxError.self) { try ReferencePath(parsing: text) }
    }
}
