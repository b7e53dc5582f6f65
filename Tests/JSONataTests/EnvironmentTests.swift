import JSON
import JSONata
import Testing

@Suite struct EnvironmentTests {
    @Test func hostsAddAndRemoveFunctions() throws {
        var environment = JSONataEnvironment()
        environment.functions = [
            try JSONataFunction(name: "double", signature: "<n-:n>") { (arguments) throws(JSONataError) in
                arguments[0]?.double.map { .double($0 * 2) }
            },
            try JSONataFunction(name: "fail", signature: "<>") { (_) throws(JSONataError) in
                throw JSONataError(code: "X1", message: "No.")
            },
        ]
        environment.removedFunctions = ["eval"]
        let evaluate = { (source: String) in
            try JSONataExpression(parsing: source).evaluate(4, environment: environment)
        }
        #expect(try evaluate("$double()") == 8)
        #expect(try evaluate("[1, 2].$double($)") == [2, 4])
        let failure = try #require(throws: JSONataError.self) { try evaluate("$fail()") }
        #expect(failure.description == "X1: No.")
        let removed = try #require(throws: JSONataError.self) { try evaluate("$eval('1')") }
        #expect(removed.code == "T1006")
    }

    @Test func cancellationStopsAnEvaluation() throws {
        var environment = JSONataEnvironment()
        environment.isCancelled = { true }
        let endless = try JSONataExpression(parsing: "($f := function(){$f()}; $f())")
        let error = try #require(throws: JSONataError.self) { try endless.evaluate(nil, environment: environment) }
        #expect(error.code == "U1001")
    }

    @Test func variablesFromOutsideAreFound() throws {
        let expression = try JSONataExpression(
            parsing:
                "($a := $b.c; $f := function($x){$f($x) + $y}; $states.input.items[price > $limit].name; $eval('1'))")
        #expect(expression.variableReferences.map(\.name) == ["b", "y", "states", "limit", "eval"])
        #expect(expression.variableReferences[2].path == ["input", "items", "name"])
        #expect(expression.variableReferences.map(\.isCall) == [false, false, false, false, true])
        #expect(expression.topLevelReferences.isEmpty)
    }

    @Test(arguments: [
        ("phone", ["phone"]), ("phone.number", ["phone"]), ("*", ["*"]), ("$x[phone].y", []), ("$.a", ["$"]),
        ("$f(phone, $x.y)", ["phone"]), ("$x.(a + $$.b)", ["$$"]), ("{'a': b}", ["b"]), ("$x ~> |a|{'b': c}|", []),
        ("$map($x, function($i){$i.a & b})", ["b"]), ("$x^(a)", []), ("$x{a: b}", []), ("'a'.b", ["a"]),
    ])
    func referencesToTheContextAreFound(_ source: String, _ expected: [String]) throws {
        #expect(try JSONataExpression(parsing: source).topLevelReferences.map(\.name) == expected)
    }
}
