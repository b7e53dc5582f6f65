import JSON
import StatesLanguage
import Testing

@Suite struct TraceTests {
    private func trace(_ source: JSON, input: JSON, mocks: JSON = [:]) async throws -> [String] {
        var execution = Execution(try Definition(source), input: input)
        execution.trace = []
        let interpreter = Interpreter(
            runner: try MockTaskRunner(mocks), clock: VirtualClock(now: Timestamp(seconds: 0)))
        return await interpreter.run(execution).trace?.map { "\($0.strand) \($0.pointer) \($0.kind)" } ?? []
    }

    @Test func rulesAreTracedByTheirPlace() async throws {
        let source: JSON = [
            "StartAt": "C",
            "States": [
                "C": [
                    "Type": "Choice",
                    "Choices": [
                        ["Variable": "$.n", "NumericLessThan": 0, "Next": "D"],
                        ["Variable": "$.n", "NumericEquals": 0, "Next": "D"],
                    ], "Default": "D",
                ],
                "D": ["Type": "Succeed"],
            ],
        ]
        let rest = ["1 /States/C left", "1 /States/D entered", "1 /States/D left"]
        #expect(try await trace(source, input: ["n": 0]) == ["1 /States/C entered", "1 /States/C rule(1)"] + rest)
        #expect(try await trace(source, input: ["n": 1]) == ["1 /States/C entered", "1 /States/C defaultRule"] + rest)
    }

    @Test func retriersAndCatchersAreTracedAlsoInsideAFork() async throws {
        let source: JSON = [
            "StartAt": "P",
            "States": [
                "P": [
                    "Type": "Parallel",
                    "Branches": [
                        [
                            "StartAt": "a/b",
                            "States": [
                                "a/b": [
                                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                                    "Retry": [
                                        ["ErrorEquals": ["Other"]], ["ErrorEquals": ["Busy"], "MaxAttempts": 1],
                                    ], "End": true,
                                ]
                            ],
                        ]
                    ], "Catch": [["ErrorEquals": ["States.ALL"], "Next": "E"]], "End": true,
                ],
                "E": ["Type": "Succeed"],
            ],
        ]
        let inner = "2 /States/P/Branches/0/States/a~1b"
        let failed = #"failed(error: Optional("Busy"), cause: nil)"#
        #expect(
            try await trace(
                source, input: [:],
                mocks: ["a/b": [["throw": ["error": "Busy"]], ["throw": ["error": "Busy"]]]]) == [
                    "1 /States/P entered", "\(inner) entered", "\(inner) \(failed)", "\(inner) retrier(1)",
                    "\(inner) \(failed)", "\(inner) exhaustedRetrier(1)", "1 /States/P \(failed)",
                    "1 /States/P catcher(0)", "1 /States/P left", "1 /States/E entered", "1 /States/E left",
                ])
    }

    @Test func nothingIsKeptUnlessAskedFor() async throws {
        let definition = try Definition(["StartAt": "D", "States": ["D": ["Type": "Succeed"]]])
        let execution = await Interpreter(runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 0)))
            .run(Execution(definition, input: [:]))
        #expect(execution.trace == nil)
    }
}
