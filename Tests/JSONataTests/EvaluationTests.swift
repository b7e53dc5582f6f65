import JSON
import JSONata
import Testing

@Suite struct EvaluationTests {
    @Test func aPathGivesWhatItNames() throws {
        #expect(try JSONataExpression(parsing: "a.b").evaluate(["a": ["b": 1]]) == 1)
    }
}
