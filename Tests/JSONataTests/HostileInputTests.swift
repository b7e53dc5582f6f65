import JSON
import JSONata
import Testing

/// Whatever the text: an evaluation ends soon, with a value or an error.
@Suite struct HostileInputTests {
    @Test(arguments: [
        "($f := function(){$f()}; $f())",
        "($f := function($x){1 + $f($x)}; $f(1))",
        "($f := function($x){$g($x)}; $g := function($x){[$f($x)]}; $f(1))",
        "($f := function($x, $n){$n = 0 ? $x : $f([$x], $n - 1)}; $f(1, 100000))",
        "($f := function($x, $n){$n = 0 ? $x : $f({'a': $x}, $n - 1)}; $f(1, 100000))",
        "($f := function($g, $n){$n = 0 ? $g(1) : $f($g ~> $g, $n - 1)}; $f($abs, 100))",
        "($f := function($g, $n){$n = 0 ? $g(1) : $f($power(?, 1) ~> $g, $n - 1)}; $f($abs, 100000))",
        "($f := function($s){$f($s & $s)}; $f('ab'))",
        "($f := function($a){$f($append($a, $a))}; $f([1, 2]))",
        "[1..10000000].[1..10000000]",
        "[1..1e9]",
        "[0..1e300]",
        "$pad('', 1e15)",
        "$pad('', -1e300)",
        "[1..1000000].$pad('x', 100000)",
        "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)",
        "$contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a|aa)*$/)",
        "$map([1..1000000], function($x){function(){$x}})",
        "($e := '$eval($e)'; $eval('$eval(\"1\")') ~> $string(); $f := function($s){$eval($s)}; $f('1e400'))",
        "$power(10, 400)",
        "(1/0).x + 1/0 + 1",
        "$sqrt(-1)",
    ])
    func workIsBounded(_ source: String) throws {
        var environment = JSONataEnvironment()
        // Tests run without optimisation; the limits are tested, not their sizes.
        environment.limits.steps = 200_000
        let expression = try JSONataExpression(parsing: source)
        #expect(throws: JSONataError.self) { try expression.evaluate(nil, environment: environment) }
    }

    @Test(arguments: ["(", "[", "{", "-", "$f(", "a[", "a.(", "1 ? ", "function($x){", "|a|", "^(", "'", "/", "/("])
    func deepNestingIsAnError(_ opening: String) {
        #expect(throws: JSONataError.self) {
            try JSONataExpression(parsing: String(repeating: opening, count: 20_000))
        }
    }

    @Test(arguments: ["1+", "a.", "a&", "1,", "$a:=", "a~>", "a?:"])
    func longChainsEndOrAreRefused(_ link: String) {
        let source = String(repeating: link, count: 50_000) + "1"
        #expect(throws: JSONataError.self) { try JSONataExpression(parsing: source) }
    }

    @Test(arguments: [
        "$substring('hello', 1e300, -1e300)", "$substring('hello', -1e300)", "$round(1.5, 1e300)",
        "$round(1.5, -1e300)", "$formatBase(1e300, 36)", "$formatInteger(1e300, 'w')", "$formatInteger(1e300, 'I')",
        "$formatInteger(-1e300, 'A')", "$formatInteger(1e300, '#,##0')", "$formatNumber(1e300, '#,##0.00')",
        "$formatNumber(1e-300, '0.0e0')", "$fromMillis(8.64e15)", "$fromMillis(-8.64e15)", "[1,2,3][1e300]",
        "[1,2,3][-1e300]", "$parseInteger('99999999999999999999999', '0')", "$toMillis('9999-12-31T23:59:59.999Z')",
        "$toMillis('99999999999', '[Y]')", "$split('a', '', 1e300)", "$string(-0)", "$zip()", "$fromMillis(0, '[Y99]')",
        "$fromMillis(0, '[Y,99-99]')", "$fromMillis(0, '[D,1000000000]')", "$fromMillis(0, '[Z]', '+99999')",
        "$replace('a', /a/, '$99999999999999999999')", "$match('a', /a{99999}/)", "$match('a', /(?:)*/)",
        "$parseInteger('', 'w')", "$parseInteger('', 'A')", "$formatInteger(5, '#')", "$formatNumber(1, '')",
        "$formatNumber(1, ';')", "$fromMillis(0, '[')", "$fromMillis(0, '[]')", "$base64decode('====')",
        "$decodeUrl('%')", "$merge([1])", "$reduce([], function($a, $b){1})", "$shuffle([])", "$sort([{}])",
        "%", "@", "#", "a@", "a#", "a@$", "a[]", "[]{}", "{}{}", "$", "$$", "$()", "$$()", "()", "(;)", "(;;1)", "?",
        "/(/", "/[/",
        "/[z-a]/", "/\\", "'\\u12'", "'\\", "`", "/*", "1e400", "0x", "a^(", "a^()", "a^(<)", "||", "|a|b|c", "λ", "λ(",
        "function(<", "function($x)<", "function($x)<a<b<c>{1}", "function($x)<(sn{1}", "function($x)<>{1}(1)",
    ])
    func oddInputNeverStopsTheProcess(_ source: String) {
        do throws(JSONataError) {
            _ = try JSONataExpression(parsing: source).evaluate(["a": [1, 2, ["b": nil]]])
        } catch {
            #expect(!error.message.isEmpty)
        }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let source: String
        let code: String

        init(_ source: String, _ code: String) {
            (self.source, self.code) = (source, code)
        }

        var testDescription: String { source }
    }

    @Test(arguments: [
        Refusal("$formatInteger(1/0, 'w')", "D1001"), Refusal("$formatInteger(-1/0, 'I')", "D1001"),
        Refusal("$formatInteger(0/0, 'w')", "D1001"), Refusal("$formatInteger(1/0, '0')", "D1001"),
        Refusal("$formatBase(1/0)", "D1001"), Refusal("$formatBase(0/0, 16)", "D1001"),
        Refusal("$formatBase(1, 1/0)", "D3100"), Refusal("$formatNumber(1/0, '0.00')", "D1001"),
        Refusal("$formatNumber(-1/0, '0.0e0')", "D1001"), Refusal("$formatNumber(0/0, '0')", "D1001"),
        Refusal("$formatNumber(1e308, '0%')", "D1001"), Refusal("$fromMillis(1/0)", "D1001"),
        Refusal("$sqrt(-1/0)", "D3060"), Refusal("$sqrt(0/0)", "D3060"), Refusal("$power(1/0, 2)", "D3061"),
        Refusal("$power(2, 1/0)", "D3061"), Refusal("[-1e308..1e308]", "D2014"), Refusal("0/0", "D1001"),
    ])
    func aNumberWithoutDigitsIsRefused(_ refusal: Refusal) throws {
        let error = try #require(throws: JSONataError.self) {
            try JSONataExpression(parsing: refusal.source).evaluate(nil)
        }
        #expect(error.code == refusal.code)
    }

    @Test(arguments: [
        "$fromMillis(0, '[MNn,1--5]')", "$fromMillis(0, '[F,1--2]')", "$fromMillis(0, '[Y,1--5]')",
        "$fromMillis(0, '[Y,0-0]')", "$fromMillis(0, '[D,0]')", "$toMillis('January', '[MNn,1--5]')",
        "$toMillis('1', '[Y,1--5]')",
    ])
    func aWidthBelowOneIsRefused(_ source: String) throws {
        let error = try #require(throws: JSONataError.self) { try JSONataExpression(parsing: source).evaluate(nil) }
        #expect(error.code == "D3132")
    }

    /// Each would once have taken a time that grows faster than its text, or the stack.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            Refusal(
                "function($a)<\(String(repeating: "n+", count: 16))s:n>{1}(\(Array(repeating: "1", count: 40).joined(separator: ",")))",
                "T0410"),
            Refusal("function($a)<\(String(repeating: "n?", count: 60_000)):n>{1}(1)", "U1001"),
            Refusal("$match('b', /\(String(repeating: "a|", count: 200_000))b/)", "S0205"),
        ])
    func whatGrowsIsRefused(_ refusal: Refusal) throws {
        let error = try #require(throws: JSONataError.self) {
            try JSONataExpression(parsing: refusal.source).evaluate(nil)
        }
        #expect(error.code == refusal.code)
    }

    /// `s` is a text of many letters, `p` a picture as long, `list` and `copy` are many texts.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "$length($s)", "$substring($s, 5)", "$trim($s)", "$uppercase($s)", "$contains($s, 'y')",
            "$base64encode($s)",
            "$formatNumber(1, $p)", "$parse($s)", "$keys([$list])", "$list = $copy", "$copy in [$list]",
            "$distinct($copy)",
            "$s < $s", "$sort([$s, $s])", "$match($s, /y/)", "$f($n)",
        ])
    func workOfAFunctionIsCounted(_ source: String) throws {
        let letters = String(repeating: "x", count: 50_000)
        let texts: JSON = .array((0..<500).map { .string("text \($0)") })
        var environment = JSONataEnvironment()
        environment.limits.steps = 50_000
        environment.functions = [try JSONataFunction(name: "parse", signature: "<s:s>") { $0[0] }]
        let expression = try JSONataExpression(
            parsing:
                "($f := function($a)<a<n>>{1}; $map([1..300], function($i){\(source)}))"
        )
        let error = try #require(throws: JSONataError.self) {
            try expression.evaluate(
                nil,
                bindings: [
                    "s": .string(letters), "p": .string("0" + letters), "list": texts, "copy": texts,
                    "n": .array(Array(repeating: 1, count: 20_000)),
                ], environment: environment)
        }
        #expect(error.code == "U1001")
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("$count($match($s, /x/))", 20_000), ("$count($split($s, /x/))", 20_001),
            ("$count($split($s, 'x'))", 20_001), ("$length($replace($s, /x/, 'yy'))", 40_000),
            ("$contains($s, $t)", false), ("$length($substringBefore($s, $t))", 20_000), ("$count($split($s, $t))", 1),
        ] as [(String, JSON)])
    func searchingIsLinear(_ source: String, _ expected: JSON) throws {
        let half = String(repeating: "x", count: 10_000)
        let value = try JSONataExpression(parsing: source)
            .evaluate(nil, bindings: ["s": .string(half + half), "t": .string(half + "y")])
        #expect(value == expected)
    }

    @Test(.timeLimit(.minutes(5))) func manyVariablesAreFound() throws {
        let count = 5000
        let bindings = (0..<count).map { "$a\($0) := \($0)" }.joined(separator: "; ")
        let expression = try JSONataExpression(
            parsing:
                "(\(bindings); $a0 + $a\(count - 1); [\((0..<count).map { "$a\($0)" }.joined(separator: ", "))][-1])")
        #expect(expression.variableReferences == [])
        #expect(try expression.evaluate(nil) == .int(count - 1))
    }

    @Test func manyBranchesAreTried() throws {
        let branches = (0..<20_000).map { "b\($0)" }.joined(separator: "|")
        #expect(try JSONataExpression(parsing: "$match('b19999', /^(\(branches))$/).match").evaluate(nil) == "b19999")
    }

    @Test func anEvaluationStopsWhenItIsCancelled() throws {
        let environment = JSONataEnvironment(isCancelled: { true })
        let error = try #require(throws: JSONataError.self) {
            try JSONataExpression(parsing: "[1..1000000]").evaluate(nil, environment: environment)
        }
        #expect(error.code == "U1001")
    }

    @Test func deepRecursionRunsOnAnyThread() async throws {
        let expression = try JSONataExpression(
            parsing: "($sum := function($n){$n = 0 ? 0 : $n + $sum($n - 1)}; $sum(900))")
        let values = try await withThrowingTaskGroup(of: JSON?.self) { group in
            for _ in 0..<4 { group.addTask { try expression.evaluate(nil) } }
            return try await group.reduce(into: [JSON?]()) { $0.append($1) }
        }
        #expect(values == [405_450, 405_450, 405_450, 405_450])
    }

    @Test func aDeepInputIsWalked() throws {
        var input = JSON.int(1)
        for _ in 0..<400 { input = ["a": [input]] }
        #expect(try JSONataExpression(parsing: "$count(**)").evaluate(input) == 401)
        #expect(throws: JSONataError.self) {
            try JSONataExpression(parsing: "$ ~> |a|{'b': $}|").evaluate(input)
        }
    }
}
