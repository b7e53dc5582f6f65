import JSON
import JSONata
import Testing

/// An expression and what it must give for ``Shop/data``.
struct EvaluationCase: CustomTestStringConvertible, Sendable {
    let source: String
    let expected: JSON?

    init(_ source: String, _ expected: JSON?) {
        self.source = source
        self.expected = expected
    }

    var testDescription: String { source }

    func check(_ input: JSON? = Shop.data) throws {
        #expect(try JSONataExpression(parsing: source).evaluate(input) == expected)
    }
}

enum Shop {
    static let data: JSON = [
        "name": "Corner",
        "orders": [
            ["id": "a", "items": [["sku": 1, "price": 2.5], ["sku": 2, "price": 10]]],
            ["id": "b", "items": [["sku": 3, "price": 4]]],
        ],
        "tags": ["x"],
        "none": nil,
    ]
}

@Suite struct EvaluationTests {
    /// "é" as one code point, and as a letter with an accent behind it.
    @Test(arguments: [
        EvaluationCase("'\u{E9}' = 'e\u{301}'", false), EvaluationCase("'\u{E9}' in ['e\u{301}', 'e']", false),
        EvaluationCase("['\u{E9}'] = ['e\u{301}']", false), EvaluationCase("{'\u{E9}': 1} = {'e\u{301}': 1}", false),
        EvaluationCase("$count($keys({'\u{E9}': 1, 'e\u{301}': 2}))", 2),
        EvaluationCase("$count($keys([{'\u{E9}': 1}, {'e\u{301}': 2}]))", 2),
        EvaluationCase("$count($distinct(['\u{E9}', 'e\u{301}', '\u{E9}']))", 2),
        EvaluationCase("{'\u{E9}': 1, 'e\u{301}': 2}.`e\u{301}`", 2),
        EvaluationCase("'e\u{301}' < '\u{E9}'", true), EvaluationCase("$length('e\u{301}')", 2),
    ])
    func textsAreComparedByTheirCodePoints(_ row: EvaluationCase) throws { try row.check() }

    @Test(arguments: [
        EvaluationCase("orders.id", ["a", "b"]),
        EvaluationCase("orders.items.price", [2.5, 10, 4]),
        EvaluationCase("orders[0].items[1].sku", 2),
        EvaluationCase("orders.items[0].sku", [1, 3]),
        EvaluationCase("(orders.items)[0].sku", 1),
        EvaluationCase("orders.items[price > 3].sku", [2, 3]),
        EvaluationCase("orders[id = 'b'].items.sku", 3),
        EvaluationCase("orders[id = 'b'].items.sku[]", [3]),
        EvaluationCase("orders.items[-1].sku", [2, 3]),
        EvaluationCase("(orders.items.sku)[[0, 2]]", [1, 3]),
        EvaluationCase("tags", ["x"]),
        EvaluationCase("nothing", nil),
        EvaluationCase("none", .null),
        EvaluationCase("orders.[id]", [["a"], ["b"]]),
        EvaluationCase("orders.[items.sku]", [[1, 2], [3]]),
        EvaluationCase("orders.*.sku", [1, 2, 3]),
        EvaluationCase("**.sku", [1, 2, 3]),
        EvaluationCase("$sum(orders.items.price)", 16.5),
    ])
    func pathsFlattenAndCollapse(_ row: EvaluationCase) throws { try row.check() }

    @Test(arguments: [
        EvaluationCase("orders.items.{'s': sku, 'o': %.id}[s = 3].o", "b"),
        EvaluationCase("orders@$o.$o.items[price > 3].($o.id & sku)", ["a2", "b3"]),
        EvaluationCase("orders.items#$i.[$i, sku]", [0, 1, 1, 2, 0, 3]),
        EvaluationCase("orders.items^(>price).sku", [2, 3, 1]),
        EvaluationCase("orders{id: $count(items)}", ["a": 2, "b": 1]),
        EvaluationCase("orders.items{'all': price}", ["all": [2.5, 10, 4]]),
        EvaluationCase(
            "orders ~> |items|{'price': price * 2}, 'sku'| ~> $map(function($o){$o.items.price})", [[5, 20], 8]),
    ])
    func stepsBindAndGroup(_ row: EvaluationCase) throws { try row.check() }

    @Test(arguments: [
        EvaluationCase("1 + 2 * 3 - 4 / 2", 5), EvaluationCase("-7 % 3", -1), EvaluationCase("'a' & 1 & nothing", "a1"),
        EvaluationCase("2 in [1, 2]", true), EvaluationCase("1 = 1.0", true), EvaluationCase("'a' < 'B'", false),
        EvaluationCase("nothing = nothing", false), EvaluationCase("{'a': [1]} = {'a': [1]}", true),
        EvaluationCase("[1..3, 7]", [1, 2, 3, 7]), EvaluationCase("[3..1]", []),
        EvaluationCase("nothing ?? 'd'", "d"), EvaluationCase("0 ?: 'd'", "d"), EvaluationCase("0 ?? 'd'", 0),
        EvaluationCase("true ? 1", 1), EvaluationCase("false ? 1", nil), EvaluationCase("true and nothing", false),
        EvaluationCase("($x := 1; ($x := 2; $x) + $x)", 3), EvaluationCase("/* a */ 1 /* b */", 1),
        EvaluationCase("function($x, $y){$x - $y}(5, 3)", 2), EvaluationCase("λ($x)<n-:n>{$x}(5)", 5),
        EvaluationCase("($add := function($a, $b){$a + $b}; $add(?, 2)(3))", 5),
        EvaluationCase("($f := $uppercase ~> $length; $f('abc'))", 3),
        EvaluationCase("'abc' ~> $substring(1) ~> $uppercase", "BC"),
        EvaluationCase("($e := function($n){$n = 0 ? 'done' : $e($n - 1)}; $e(5000))", "done"),
    ])
    func operatorsCompute(_ row: EvaluationCase) throws { try row.check(nil) }

    @Test func anArrayIsOneContext() throws {
        try EvaluationCase("$[1]", 2).check([1, 2, 3])
        try EvaluationCase("$count($)", 3).check([1, 2, 3])
        try EvaluationCase("$$", [1, 2, 3]).check([1, 2, 3])
    }

    @Test func whatIsHandedOnKeepsItsSpelling() throws {
        let input = try JSON(parsing: #"{"a":[1.10,12345678901234567890,1.0,100.0,1e2]}"#)
        #expect(
            try JSONataExpression(parsing: "{'b': a}").evaluate(input)?.text()
                == #"{"b":[1.10,12345678901234567890,1.0,100.0,1e2]}"#)
        #expect(
            try JSONataExpression(parsing: "a.$").evaluate(input)?.text() == "[1.10,12345678901234567890,1.0,100.0,1e2]"
        )
        #expect(try JSONataExpression(parsing: "a[2] + 0").evaluate(input)?.text() == "1")
    }
}
