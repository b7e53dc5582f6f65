import JSON
import StatesLanguage
import Testing

/// A machine, what goes in, and how it has to end.
struct DataRule: Sendable, CustomTestStringConvertible {
    var claim: String
    var states: JSON
    var language = "JSONPath"
    var input: JSON = [:]
    var output: JSON?
    var error: String?
    var cause: String?

    var testDescription: String { claim }
}

/// What becomes of data on its way through states.
@Suite struct DataRuleTests {
    private static let distributed: JSON = [
        "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "I",
        "States": ["I": ["Type": "Pass", "End": true]],
    ]
    private static let inline: JSON = ["StartAt": "I", "States": ["I": ["Type": "Pass", "End": true]]]

    private static func caught(_ field: String, _ value: JSON) -> DataRule {
        DataRule(
            claim: "\(field) out of its range is an evaluation that failed",
            states: [
                "A": [
                    "Type": "Map", "Items": [1], .init(stringLiteral: field): value, "ItemProcessor": distributed,
                    "Catch": [["ErrorEquals": ["States.QueryEvaluationError"], "Next": "B"]], "End": true,
                ],
                "B": ["Type": "Succeed", "Output": "caught"],
            ], language: "JSONata", output: "caught")
    }

    static let rules: [DataRule] = [
        DataRule(
            claim: "a result is not put into an input that has no members",
            states: ["A": ["Type": "Pass", "Result": 1, "ResultPath": "$.x", "End": true]], input: "text",
            error: "States.ReferencePathConflict", cause: #"Unable to apply step "x" to input "text""#),
        DataRule(
            claim: "an array on the way of a ResultPath is not replaced",
            states: ["A": ["Type": "Pass", "Result": 1, "ResultPath": "$.a.b", "End": true]], input: ["a": [1]],
            error: "States.ReferencePathConflict", cause: #"Unable to apply step "b" to input {"a":[1]}"#),
        DataRule(
            claim: "an ItemsPath that leads nowhere is named by its step",
            states: ["A": ["Type": "Map", "ItemsPath": "$.a.list", "ItemProcessor": inline, "End": true]],
            input: ["a": ["b": 1]], error: "States.ReferencePathConflict",
            cause: #"Unable to apply step "list" to input {"a":{"b":1}}"#),
        DataRule(
            claim: "of a Choice in JSONata, the state's own Output is for its Default",
            states: [
                "A": [
                    "Type": "Choice", "Output": "of the state", "Default": "B",
                    "Choices": [["Condition": "{% true %}", "Next": "B"]],
                ],
                "B": ["Type": "Succeed"],
            ], language: "JSONata", input: ["a": 1], output: ["a": 1]),
        DataRule(
            claim: "a distributed Map takes the members of an object",
            states: [
                "A": ["Type": "Map", "Items": "{% {'a': 1, 'b': 2} %}", "ItemProcessor": distributed, "End": true]
            ],
            language: "JSONata", output: [1, 2]),
        caught("ToleratedFailurePercentage", "{% 150 %}"), caught("ToleratedFailureCount", "{% -1 %}"),
        caught("MaxConcurrency", "{% -1 %}"), caught("ItemBatcher", ["MaxItemsPerBatch": "{% 0 %}"]),
    ]

    @Test(arguments: rules) func theDataIsAsTheServiceHasIt(_ rule: DataRule) async throws {
        let machine: JSON = ["QueryLanguage": .string(rule.language), "StartAt": "A", "States": rule.states]
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 1_700_000_000)))
        let execution = await interpreter.run(Execution(try Definition(machine), input: rule.input))
        #expect(execution.output == rule.output)
        #expect(execution.error == rule.error)
        if let cause = rule.cause { #expect(execution.cause == cause) }
    }

    /// 262,144 bytes of JSON text, with its escapes, and no more.
    @Test(arguments: [
        (JSON.array(Array(repeating: 1, count: 131_071)), true), (.array(Array(repeating: 1, count: 131_072)), false),
        (.array(Array(repeating: false, count: 43_690)), true), (.array(Array(repeating: false, count: 43_691)), false),
        (.string(String(repeating: "\"", count: 131_071)), true),
        (.string(String(repeating: "\"", count: 131_072)), false),
        (.string(String(repeating: "\u{1}", count: 43_690)), true),
        (.string(String(repeating: "\u{1}", count: 43_691)), false),
        (.array(Array(repeating: 1.2345678901234567, count: 13_797)), true),
        (.array(Array(repeating: 1.2345678901234567, count: 13_798)), false),
    ])
    func theLimitOfDataCountsTheTextsBytes(_ input: JSON, _ fits: Bool) async throws {
        #expect((input.bytes().count <= 262_144) == fits)
        let machine: JSON = ["StartAt": "A", "States": ["A": ["Type": "Succeed"]]]
        let execution = await Interpreter(
            runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 0))
        )
        .run(Execution(try Definition(machine), input: input))
        #expect((execution.status == .succeeded) == fits)
    }
}
