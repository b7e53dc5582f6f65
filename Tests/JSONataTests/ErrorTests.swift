import JSON
import JSONata
import Testing

@Suite struct ErrorTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let source: String
        let code: String
        let message: String

        var testDescription: String { source }
    }

    @Test(arguments: [
        Row(source: "'a", code: "S0101", message: "String literal must be terminated by a matching quote"),
        Row(source: "[1", code: "S0203", message: #"Expected "]" before end of expression"#),
        Row(source: "[1 2]", code: "S0202", message: #"Expected "]", got "2""#),
        Row(source: "a b", code: "S0201", message: #"Syntax error: "b""#),
        Row(source: "1 +", code: "S0207", message: "Unexpected end of expression"),
        Row(
            source: "$.%", code: "S0217",
            message: "The object representing the 'parent' cannot be derived from this expression"),
        Row(
            source: "1 + 'a'", code: "T2002", message: #"The right side of the "+" operator must evaluate to a number"#),
        Row(
            source: "1 < 'a'", code: "T2009",
            message: #"The values 1 and "a" either side of operator "<" must be of the same data type"#),
        Row(
            source: "$length(1)", code: "T0410",
            message: #"Argument 1 of function "length" does not match function signature"#),
        Row(
            source: "$sum(['a'])", code: "T0412",
            message: #"Argument 1 of function "sum" must be an array of "numbers""#),
        Row(source: "sum(1)", code: "T1005", message: #"Attempted to invoke a non-function. Did you mean $sum?"#),
        Row(source: "$error('stop')", code: "D3137", message: "stop"),
        Row(source: "$number('x')", code: "D3030", message: #"Unable to cast value to a number: "x""#),
        Row(source: "1/0", code: "D1001", message: #"Number out of range: "Infinity""#),
        Row(
            source: "$eval('1', 2, 3)", code: "T0410",
            message: #"Argument 3 of function "eval" does not match function signature"#),
    ])
    func textsAreTheReferences(_ row: Row) throws {
        let error = try #require(throws: JSONataError.self) {
            try JSONataExpression(parsing: row.source).evaluate(nil)
        }
        #expect(error.code == row.code)
        #expect(error.message == row.message)
    }

    struct LaterSyntax: CustomTestStringConvertible, Sendable {
        let source: String
        let position: Int
        let token: String
        let value: JSON

        var testDescription: String { source }
    }

    /// Version 2.0.6 reads `a ? …` and then finds no operand.
    @Test(arguments: [
        LaterSyntax(source: "a ?? 1", position: 4, token: "?", value: 1),
        LaterSyntax(source: "a ?: 1", position: 4, token: ":", value: 1),
        LaterSyntax(source: "(0 ?: 2) + 3", position: 5, token: ":", value: 5),
    ])
    func laterOperatorsAreFaultsInEarlierVersions(_ row: LaterSyntax) throws {
        #expect(try JSONataExpression(parsing: row.source).evaluate([:]) == row.value)
        let error = try #require(throws: JSONataError.self) {
            try JSONataExpression(parsing: row.source, version: .version206)
        }
        #expect(error.code == "S0211")
        #expect(error.position == row.position)
        #expect(error.token == row.token)
    }

    @Test func errorsNameTheirPlace() throws {
        let error = try #require(throws: JSONataError.self) { try JSONataExpression(parsing: "1 + 'a'").evaluate(nil) }
        #expect(error.position == 3)
        #expect(error.token == "+")
        #expect(error.value == "a")
    }
}
