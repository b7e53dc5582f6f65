import JSON
import StatesLanguage
import StatesTesting
import Testing

@Suite struct CoverageTests {
    static let task: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [["ErrorEquals": ["Never"], "MaxAttempts": 0], ["ErrorEquals": ["Busy"]]],
        "Catch": [["ErrorEquals": ["States.ALL"], "Next": "Caught"]], "End": true,
    ]
    static let machine: JSON = [
        "StartAt": "Weigh",
        "States": [
            "Weigh": [
                "Type": "Choice",
                "Choices": [
                    ["Variable": "$.n", "NumericLessThan": 0, "Next": "Each"],
                    ["Variable": "$.n", "NumericEquals": 0, "Next": "Each"],
                ], "Default": "Each",
            ],
            "Each": [
                "Type": "Map", "ItemsPath": "$.items",
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"],
                    "StartAt": "Ask", "States": ["Ask": task, "Caught": ["Type": "Pass", "End": true]],
                ], "End": true,
            ],
        ],
    ]

    private func coverage(bothWays: Bool = false, _ inputs: [JSON], mocks: JSON = [:]) async throws -> Coverage {
        var coverage = Coverage(of: Self.machine, countsFailedRules: bothWays)
        let definition = try Definition(Self.machine)
        for input in inputs {
            var execution = Execution(definition, input: input)
            execution.trace = []
            let ended = await Interpreter(
                runner: try MockTaskRunner(mocks), clock: VirtualClock(now: Timestamp(seconds: 0))
            ).run(execution)
            coverage.add(ended.trace ?? [])
        }
        return coverage
    }

    @Test func nothingIsCoveredAtFirst() throws {
        let coverage = Coverage(of: Self.machine)
        #expect(
            coverage.points.map(\.pointer).prefix(4) == [
                "/States/Weigh", "/States/Weigh/Choices/0", "/States/Weigh/Choices/1", "/States/Weigh/Default",
            ])
        #expect((coverage.share().covered, coverage.share().total) == (0, 10))
    }

    @Test func statesInsideADistributedMapAreCovered() async throws {
        let coverage = try await coverage([["n": 0, "items": [1]]], mocks: ["Ask": ["throw": ["error": "Never"]]])
        #expect(
            coverage.uncovered.map(\.title) == [
                "rule 1 of Weigh (to Each)", "Default of Weigh (to Each)", "retrier 2 of Ask (Busy)",
            ])
        #expect(coverage.share(of: .catchers).percent == 100)
        #expect(coverage.share().percent == 70)
    }

    @Test func withoutDefaultAllRulesAreSeenNotToHold() async throws {
        let machine: JSON = [
            "StartAt": "C",
            "States": [
                "C": ["Type": "Choice", "Choices": [["Variable": "$.n", "NumericEquals": 0, "Next": "D"]]],
                "D": ["Type": "Succeed"],
            ],
        ]
        var coverage = Coverage(of: machine, countsFailedRules: true)
        var execution = Execution(try Definition(machine), input: ["n": 1])
        execution.trace = []
        let ended = await Interpreter(runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 0)))
            .run(execution)
        coverage.add(ended.trace ?? [])
        #expect(coverage.uncovered.map(\.title) == ["rule 1 of C (to D)", "state D"])
    }

    @Test func aRuleIsSeenBothWays() async throws {
        let coverage = try await coverage(bothWays: true, [["n": 0, "items": []]])
        let rules = zip(coverage.points, coverage.hits).filter { $0.0.category == .rules }
        #expect(rules.map { "\($0.kind) \($1)" } == ["rule 0", "failedRule 1", "rule 1", "failedRule 0", "default 0"])
    }
}
