import JSON
import JSONata
import Testing

@Suite struct FunctionTests {
    @Test(arguments: [
        EvaluationCase("$substring('smörgås', -3, 2)", "gå"), EvaluationCase("$length('😀a')", 2),
        EvaluationCase("$pad('7', -3, '0')", "007"), EvaluationCase("$trim('  a \\n b ')", "a b"),
        EvaluationCase("$substringBefore('a-b-c', '-')", "a"), EvaluationCase("$substringAfter('a-b-c', '-')", "b-c"),
        EvaluationCase("$split('a, b', ', ')", ["a", "b"]), EvaluationCase("$join(['a', 'b'], '+')", "a+b"),
        EvaluationCase("$string(1e21)", "1e+21"), EvaluationCase("$string(0.1 + 0.2)", "0.3"),
        EvaluationCase("$string({'a': [1, $sum]})", #"{"a":[1,""]}"#), EvaluationCase("$number('0x1F')", 31),
        EvaluationCase("$base64decode($base64encode('grüße'))", "grüße"),
        EvaluationCase("$encodeUrlComponent('a b&ü')", "a%20b%26%C3%BC"),
        EvaluationCase("$decodeUrl('https://x/%C3%BC%2F')", "https://x/ü%2F"),
    ])
    func texts(_ row: EvaluationCase) throws { try row.check(nil) }

    @Test(arguments: [
        EvaluationCase("$match('b12c3', /[a-z](\\d+)/).groups", ["12", "3"]),
        EvaluationCase("$replace('2024-03-01', /(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')", "01.03.2024"),
        EvaluationCase("$replace('abc', /[ac]/, function($m){$uppercase($m.match)})", "AbC"),
        EvaluationCase("$replace('a$b', '$', '$$')", "a$$b"),
        EvaluationCase("$split('a1b22c', /\\d+/)", ["a", "b", "c"]),
        EvaluationCase("$contains('Hello', /^hE/i)", true), EvaluationCase("$contains('a\\nb', /^b$/m)", true),
        EvaluationCase("$contains('aba', /^(.)b\\1$/)", true), EvaluationCase("$contains('ab', /a(?!b)/)", false),
        EvaluationCase("$match('foobar', /(?<=foo)bar/).index", 3),
        EvaluationCase("$match('aXbX', /.*?X/).match", ["aX", "bX"]),
        EvaluationCase("$match('ab', /(a)|(b)/)[1].groups[1]", "b"),
        EvaluationCase("$contains('\u{e9}', /\\u00e9/)", true), EvaluationCase("$contains('a-b', /[\\w-]{3}/)", true),
        EvaluationCase("$match('aaa', /a{2}/).match", "aa"),
        EvaluationCase("$match('zaac', /(z)((a+)?(b+)?(c))*/).match", "zaac"),
    ])
    func patterns(_ row: EvaluationCase) throws { try row.check(nil) }

    @Test(arguments: [
        EvaluationCase("$round(2.5)", 2), EvaluationCase("$round(3.5)", 4), EvaluationCase("$round(-1.25, 1)", -1.2),
        EvaluationCase("$round(1555, -1)", 1560), EvaluationCase("$round(0.5)", 0), EvaluationCase("$round(12, -2)", 0),
        EvaluationCase("$formatBase(255, 16)", "ff"),
        EvaluationCase("$formatNumber(1234567.891, '#,##0.00')", "1,234,567.89"),
        EvaluationCase("$formatNumber(-3, '0;(0)')", "(3)"), EvaluationCase("$formatNumber(0.125, '0.0%')", "12.5%"),
        EvaluationCase("$formatNumber(12345, '0.00e0')", "1.23e4"),
        EvaluationCase("$formatInteger(1999, 'I')", "MCMXCIX"),
        EvaluationCase("$formatInteger(22, 'w;o')", "twenty-second"),
        EvaluationCase("$formatInteger(28, 'a')", "ab"), EvaluationCase("$formatInteger(112, '0;o')", "112th"),
        EvaluationCase("$parseInteger('two thousand and one', 'w')", 2001),
        EvaluationCase("$parseInteger('1,234', '#,##0')", 1234),
        EvaluationCase("$formatInteger(12345678, '#,##0')", "12,345,678"),
        EvaluationCase("$formatInteger(12345678, '#-##:000')", "123-45:678"),
        EvaluationCase("$formatInteger(5, '0,000')", "0,005"),
    ])
    func numbers(_ row: EvaluationCase) throws { try row.check(nil) }

    @Test(arguments: [
        EvaluationCase("$fromMillis(0)", "1970-01-01T00:00:00.000Z"),
        EvaluationCase("$fromMillis(951782400000, '[FNn], [D1o] [MNn] [Y]')", "Tuesday, 29th February 2000"),
        EvaluationCase("$fromMillis(0, '[H01]:[m01] [z]', '+0530')", "05:30 GMT+05:30"),
        EvaluationCase("$fromMillis(1609459200000, '[X]-W[W01]-[F1]')", "2020-W53-5"),
        EvaluationCase("$toMillis('2000-02-29')", 951_782_400_000),
        EvaluationCase("$toMillis('2000-02-29T01:00:00.5+01:00')", 951_782_400_500),
        EvaluationCase("$toMillis('29/2/2000 3pm', '[D]/[M]/[Y] [h][Pn]')", 951_836_400_000),
        EvaluationCase("$toMillis('x', '[Y]')", nil),
        EvaluationCase("$millis()", 86_400_000), EvaluationCase("$now('[Y]-[D01]')", "1970-02"),
    ])
    func times(_ row: EvaluationCase) throws {
        let environment = JSONataEnvironment(now: 86_400_000)
        #expect(
            try JSONataExpression(parsing: row.source).evaluate(nil, environment: environment) == row.expected)
    }

    @Test(arguments: [
        EvaluationCase("$map([1, 2], function($v, $i, $a){$v + $i + $count($a)})", [3, 5]),
        EvaluationCase("$filter([1..5], function($v){$v % 2 = 0})", [2, 4]),
        EvaluationCase("$reduce([1..4], function($a, $b){$a * $b}, 10)", 240),
        EvaluationCase("$single([1, 2], function($v){$v = 2})", 2), EvaluationCase("$sort(['b', 'a'])", ["a", "b"]),
        EvaluationCase("$sort([3, 1, 2], function($l, $r){$l < $r})", [3, 2, 1]),
        EvaluationCase("$zip([1, 2], [3, 4, 5])", [[1, 3], [2, 4]]),
        EvaluationCase("$distinct([1, 1.0, '1'])", [1, "1"]),
        EvaluationCase("$each({'a': 1}, function($v, $k){$k & $v})", "a1"),
        EvaluationCase("$sift({'a': 1, 'b': 2}, function($v){$v > 1})", ["b": 2]),
        EvaluationCase("$merge([{'a': 1}, {'a': 2}])", ["a": 2]),
        EvaluationCase("$spread({'a': 1, 'b': 2})", [["a": 1], ["b": 2]]),
        EvaluationCase("$keys([{'a': 1}, {'b': 2}])", ["a", "b"]), EvaluationCase("$append(1, [2])", [1, 2]),
        EvaluationCase("$reverse([1, 2])", [2, 1]), EvaluationCase("$lookup([{'a': 1}, {'a': 2}], 'a')", [1, 2]),
        EvaluationCase("$type($sum)", "function"), EvaluationCase("$eval('1 + $x')", nil),
    ])
    func collections(_ row: EvaluationCase) throws { try row.check(nil) }
}

/// How many arguments each parameter takes, shown as what a function gets.
@Suite struct SignatureTests {
    @Test(arguments: [
        EvaluationCase("function($a, $b)<n+n>{[$a, $b]}(1, 2)", [1, 2]),
        EvaluationCase("function($a, $b, $c)<n+n>{[$a, $b, $c]}(1, 2, 3)", [1, 2, 3]),
        EvaluationCase("function($a, $b)<s?n+>{{'a': $a, 'b': $b}}('x', 1)", ["a": "x", "b": 1]),
        EvaluationCase("function($a, $b, $c)<x+s>{$c}(1, 'x', 'y')", "y"),
        EvaluationCase("function()<>{'none'}()", "none"),
    ])
    func argumentsGoToParameters(_ row: EvaluationCase) throws { try row.check(nil) }

    @Test(arguments: [
        "function($a)<n+s>{1}(1, 2)", "function($a)<n>{1}(1, 2)", "function($a)<n+n+n+>{1}(1, 2)", "function()<>{1}(1)",
    ])
    func argumentsThatDoNotFitAreRefused(_ source: String) throws {
        let error = try #require(throws: JSONataError.self) { try JSONataExpression(parsing: source).evaluate(nil) }
        #expect(error.code == "T0410")
    }
}
