import JSON
import StatesLanguage
import Testing

@Suite struct UnansweredTaskTests {
    /// A task whose every failure is retried and caught.
    static let forgiving: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [["ErrorEquals": ["States.ALL"], "MaxAttempts": 2]],
        "Catch": [
            ["ErrorEquals": ["States.Runtime"], "Next": "Caught"], ["ErrorEquals": ["States.ALL"], "Next": "Caught"],
        ], "Next": "Caught",
    ]
    static let inner: JSON = ["StartAt": "T", "States": ["T": forgiving, "Caught": ["Type": "Pass", "End": true]]]

    private func run(_ machine: JSON, mocks: JSON = [:]) async throws -> Execution {
        await Interpreter(runner: try MockTaskRunner(mocks), clock: VirtualClock(now: Timestamp(seconds: 0)))
            .run(Execution(try Definition(machine), input: [1, 2]))
    }

    @Test(
        arguments: [
            inner,
            [
                "StartAt": "P",
                "States": [
                    "P": [
                        "Type": "Parallel", "Branches": [inner],
                        "Catch": [["ErrorEquals": ["States.ALL"], "Next": "Done"]], "End": true,
                    ], "Done": ["Type": "Pass", "End": true],
                ],
            ],
            [
                "StartAt": "M",
                "States": [
                    "M": [
                        "Type": "Map", "ToleratedFailurePercentage": 100, "End": true,
                        "ItemProcessor": [
                            "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "T",
                            "States": ["T": forgiving, "Caught": ["Type": "Pass", "End": true]],
                        ],
                    ]
                ],
            ],
        ] as [JSON])
    func aTaskThatNobodyAnswersEndsTheExecutionWhateverHandlesItsErrors(_ machine: JSON) async throws {
        let ended = try await run(machine)
        #expect(ended.status == .failed)
        #expect(ended.error == "Mock.Missing")
        #expect(ended.cause == "There is no mock for the state 'T'")
        #expect(ended.history.last?.type == .executionFailed)
    }

    @Test func afterTheLastAnswerATaskIsUnanswered() async throws {
        let ended = try await run(Self.inner, mocks: ["T": ["throw": ["error": "Busy"]]])
        #expect(ended.cause == "The state 'T' has 1 mock, but this is its task number 2")
        #expect(ended.history.count { $0.type == .taskFailed } == 2)
    }

    @Test func whatWasUnansweredIsAnsweredAfterARedrive() async throws {
        let ended = try await run(Self.inner)
        let again = try Execution.redriven(try Definition(Self.inner), history: ended.history, at: ended.now)
        // Its first task was scheduled before.
        let runner = try MockTaskRunner(["T": [["return": 1], ["return": 2]]])
        let done = await Interpreter(runner: runner, clock: VirtualClock(now: again.now)).run(again)
        #expect(done.output == 2)
    }

    /// The developer guide, "Handling errors": `States.Runtime` is not retried, and always makes the execution fail.
    @Test func aTaskThatReportsARuntimeErrorIsNeitherRetriedNorCaught() async throws {
        let ended = try await run(Self.inner, mocks: ["T": ["throw": ["error": "States.Runtime", "cause": "c"]]])
        #expect((ended.status, ended.error, ended.cause) == (.failed, "States.Runtime", "c"))
        #expect(ended.history.count { $0.type == .taskFailed } == 1)
    }
}
