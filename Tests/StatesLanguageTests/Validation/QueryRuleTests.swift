import JSON
import StatesLanguage
import Testing

/// What a query may read, by the words that the service has for it.
@Suite struct QueryRuleTests {
    private func issues(_ fields: JSONObject, in type: String = "Pass") -> [String] {
        var state = fields
        state["Type"] = .string(type)
        state["End"] = true
        if type == "Task" { state["Resource"] = "arn:aws:states:::sqs:sendMessage" }
        let source: JSON = ["QueryLanguage": "JSONata", "StartAt": "A", "States": ["A": .object(state)]]
        return Definition.issues(in: source).map(\.description)
    }

    @Test(arguments: [
        ("a[1,2)", #"Expected "]", got ",""#), ("1 +", "Unexpected end of expression"),
        ("", "Unexpected end of expression"),
        ("$sum($states.input.n", #"Expected ")" before end of expression"#),
        // Operators of JSONata 2.1, which Step Functions does not have.
        ("$states.input.a ?? 1", #"The symbol "?" cannot be used as a unary operator"#),
        ("$states.input.a ?: 1", #"The symbol ":" cannot be used as a unary operator"#),
    ])
    func queryThatIsNoJSONataIsToldInTheWordsOfItsParser(_ query: String, _ message: String) {
        let told = issues(["Output": ["x": [.string("{% \(query) %}")]]])
        #expect(told == ["INVALID_JSONATA_EXPRESSION: \(message) at /States/A/Output/x[0]"])
    }

    @Test(arguments: [
        ("phone & phone", "Reference to 'phone' at the top level is not supported."),
        ("$$", "Reference to '$$' is not supported."),
        ("$states.errorOutput", "Field '$states.errorOutput' does not exist."),
        ("$states.result.x", "Field '$states.result' does not exist."),
        ("$states.inputs", "Field '$states.inputs' does not exist."),
    ])
    func queryReadsOnlyWhatThereIs(_ query: String, _ message: String) {
        let told = issues(["Output": .string("{% \(query) %}")])
        #expect(told == ["UNSUPPORTED_JSONATA_EXPRESSION: \(message) at /States/A/Output"])
    }

    @Test(arguments: [
        "$states.input.phone", "$states.context.State.Name", "$map($states.input, function($x) { $x.phone })",
        "$states.input.items[phone = 1].phone", "$states",
    ])
    func whatThereIsMayBeRead(_ query: String) {
        #expect(issues(["Output": .string("{% \(query) %}")]) == [])
    }

    @Test func resultAndErrorAreThereWhereTheyAreMade() {
        let taken = issues(
            [
                "Arguments": "{% $states.input %}", "Output": "{% $states.result %}",
                "Assign": ["x": "{% $states.result.id %}"],
                "Catch": [["ErrorEquals": ["E"], "Output": "{% $states.errorOutput %}", "Next": "A"]],
            ], in: "Task")
        #expect(taken == [])
        #expect(
            issues(["Arguments": "{% $states.result %}"], in: "Task") == [
                "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/A/Arguments"
            ])
    }
}
