import JSON
import StatesLanguage
import Testing

/// Whatever the machine: its run ends soon, and says why.
@Suite(.timeLimit(.minutes(5))) struct HostileMachineTests {
    private static let eventLimit = "The execution reached the maximum number of history events (25000)."

    private func run(
        _ states: JSON, input: JSON = [:], runner: any TaskRunner = MockTaskRunner([:])
    ) async throws -> Execution {
        let interpreter = Interpreter(runner: runner, clock: VirtualClock(now: Timestamp(seconds: 1_700_000_000)))
        return await interpreter.run(Execution(try Definition(["StartAt": "A", "States": states]), input: input))
    }

    /// Answers every task with a failure that may be retried.
    private struct Busy: TaskRunner {
        func run(_ request: TaskRequest) async -> TaskOutcome { .failed(error: "Busy", cause: nil) }
    }

    @Test(
        arguments: [
            ["Type": "Pass", "Next": "B"],
            ["Type": "Wait", "Seconds": 99_999_999, "Next": "B"],
            [
                "Type": "Map", "ItemsPath": "$.list", "ResultPath": nil, "Next": "B",
                "ItemProcessor": ["StartAt": "P", "States": ["P": ["Type": "Pass", "End": true]]],
            ],
        ] as [JSON])
    func aLoopEndsWithTheHistory(_ state: JSON) async throws {
        let execution = try await run(
            [
                "A": state,
                "B": [
                    "Type": "Choice", "Choices": [["Variable": "$.never", "IsPresent": true, "Next": "Z"]],
                    "Default": "A",
                ],
                "Z": ["Type": "Succeed"],
            ], input: ["list": [1, 2, 3]])
        #expect(execution.error == "States.Runtime")
        #expect(execution.cause == Self.eventLimit)
        #expect(execution.history.count == 25_000)
    }

    @Test(arguments: [1.0, 1e9])
    func retriesWithoutEndEndWithTheHistory(_ rate: Double) async throws {
        let execution = try await run(
            [
                "A": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                    "Parameters": ["FunctionName": "f"],
                    "Retry": [["ErrorEquals": ["Busy"], "MaxAttempts": 99_999_999, "BackoffRate": .double(rate)]],
                ]
            ], runner: Busy())
        #expect(execution.cause == Self.eventLimit)
        #expect(execution.history.count == 25_000)
    }

    @Test func manyBranchesEndWithTheHistory() async throws {
        let branches = (0..<10_000).map { number -> JSON in
            let first: JSON = ["Type": "Pass", "Next": .string("Q\(number)")]
            let second: JSON = ["Type": "Succeed"]
            let states = JSONObject([("P\(number)", first), ("Q\(number)", second)])
            return ["StartAt": .string("P\(number)"), "States": .object(states)]
        }
        let execution = try await run(["A": ["Type": "Parallel", "Branches": .array(branches), "End": true]])
        #expect(execution.cause == Self.eventLimit)
        #expect(execution.history.count == 25_000)
    }

    @Test func aWaitOfACenturyTakesNoTime() async throws {
        let execution = try await run(["A": ["Type": "Wait", "Timestamp": "2124-01-01T00:00:00Z", "End": true]])
        #expect(execution.status == .succeeded)
        #expect(execution.now == Timestamp("2124-01-01T00:00:00Z"))
    }

    /// Each expression makes a text of many times the input.
    @Test(arguments: [
        "States.Format('\(String(repeating: "{}", count: 900))'\(String(repeating: ", $.x", count: 900)))",
        "States.JsonToString(States.Array(\(String(repeating: "$.x, ", count: 900))$.x))",
        "States.Array(\(String(repeating: "$.x, ", count: 900))$.x)",
    ])
    func expressionsThatMultiplyTheirInputAreRefused(_ expression: String) async throws {
        let states: JSON = ["A": ["Type": "Pass", "Parameters": ["y.$": .string(expression)], "End": true]]
        let execution = try await run(states, input: ["x": .string(String(repeating: "x", count: 250_000))])
        #expect(execution.status == .failed)
        #expect(execution.error == "States.DataLimitExceeded" || execution.error == "States.Runtime")
    }

    @Test func aTextThatDoublesIsRefused() async throws {
        let execution = try await run(
            [
                "A": ["Type": "Pass", "Parameters": ["x.$": "States.Format('{}{}', $.x, $.x)"], "Next": "B"],
                "B": [
                    "Type": "Choice", "Choices": [["Variable": "$.x", "StringEquals": "", "Next": "Z"]], "Default": "A",
                ],
                "Z": ["Type": "Succeed"],
            ], input: ["x": "ab"])
        #expect(execution.error == "States.DataLimitExceeded")
    }

    @Test(arguments: ["And", "Not"])
    func rulesInsideRulesAreRefused(_ join: String) throws {
        var rule: JSON = ["Variable": "$.x", "IsNull": true]
        for _ in 0..<1000 { rule = [join: join == "Not" ? rule : [rule]] }
        var outer = try #require(rule.object)
        outer["Next"] = "Z"
        let issues = Definition.issues(in: machine(choices: [.object(outer)]))
        #expect(issues.contains { $0.message.contains("too deeply nested") })
    }

    @Test func aLongRuleHolds() async throws {
        let condition: JSON = ["Variable": "$.x", "IsPresent": false]
        let rule: JSON = ["And": .array(Array(repeating: condition, count: 100_000)), "Next": "Z"]
        let states = try #require(machine(choices: [rule])["States"])
        #expect(try await run(states).status == .succeeded)
    }

    @Test(arguments: [
        "[" + (0..<40_000).map { "a\($0)" }.joined(separator: ",") + "]",
        "[" + (0..<20_000).map { "$states.a\($0)" }.joined(separator: ",") + "]",
    ])
    func manyFaultsOfAnExpressionAreListedSoon(_ query: String) {
        let state: JSON = [
            "Type": "Pass", "QueryLanguage": "JSONata", "Output": .string("{% \(query) %}"), "End": true,
        ]
        #expect(Definition.issues(in: ["StartAt": "A", "States": ["A": state]]).count == 200)
    }

    @Test func manyOpenSubstitutionsAreReadSoon() throws {
        let text = String(repeating: "${", count: 200_000)
        let state: JSON = ["Type": "Pass", "Result": .string(text), "End": true]
        let definition = try Definition(["StartAt": "A", "States": ["A": state]], substitutions: ["a": "b"])
        #expect(definition.source["States"]?["A"]?["Result"] == .string(text))
    }

    @Test func anExpressionStopsWithItsTask() async throws {
        let query = "$map([1..1000000], function($i) { $count($map([1..1000], function($j) { $j })) })"
        let state: JSON = [
            "Type": "Pass", "QueryLanguage": "JSONata", "Output": .string("{% \(query) %}"), "End": true,
        ]
        let task = Task { try await run(["A": state]) }
        task.cancel()
        let execution = try await task.value
        #expect(execution.status != .succeeded)
        #expect(execution.cause?.contains("timeout") != true)
    }

    private func machine(choices: JSON) -> JSON {
        ["StartAt": "A", "States": ["A": ["Type": "Choice", "Choices": choices], "Z": ["Type": "Succeed"]]]
    }
}
