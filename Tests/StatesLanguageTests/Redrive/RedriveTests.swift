import JSON
import StatesLanguage
import Testing

@Suite struct RedriveTests {
    static let start = Timestamp(seconds: 1_700_000_000)
    static let task: JSON = "arn:aws:states:::lambda:invoke"

    private func run(_ execution: Execution, mocks: JSON, at time: Timestamp = start) async throws -> Execution {
        await Interpreter(runner: try MockTaskRunner(mocks), clock: VirtualClock(now: time)).run(execution)
    }

    /// Runs a machine, writes its history down, reads it back and lets it go on.
    private func redrive(
        _ states: JSON, input: JSON = [:], mocks: JSON, type: ExecutionIdentity.WorkflowType = .standard,
        after delay: Duration = .seconds(60)
    ) async throws -> (failed: Execution, redriven: Execution) {
        let definition = try Definition(["StartAt": "A", "States": states])
        let identity = ExecutionIdentity(type: type)
        let failed = try await run(Execution(definition, input: input, identity: identity), mocks: mocks)
        let history = try RecordedHistory(failed.result).events
        let time = failed.now + delay
        let again = try Execution.redriven(definition, history: history, identity: identity, at: time)
        return (failed, try await run(again, mocks: mocks, at: time))
    }

    private func types(_ execution: Execution, after count: Int) -> [String] {
        execution.history.dropFirst(count).map { "\($0.type.rawValue)<\($0.previousID)" }
    }

    @Test func theFailedTaskRunsAgainWithItsInputAndVariables() async throws {
        let (failed, redriven) = try await redrive(
            [
                "A": ["Type": "Pass", "Assign": ["n": 7], "Result": ["k": 1], "Next": "B"],
                "B": [
                    "Type": "Task", "Resource": Self.task, "Next": "C", "ResultPath": "$.answer",
                    "Retry": [["ErrorEquals": ["Busy"], "MaxAttempts": 1]],
                ],
                "C": [
                    "Type": "Pass", "End": true,
                    "Parameters": [
                        "all.$": "$", "n.$": "$n", "count.$": "$$.Execution.RedriveCount",
                        "time.$": "$$.Execution.RedriveTime",
                    ],
                ],
            ],
            mocks: [
                "B": [
                    ["throw": ["error": "Busy"]], ["throw": ["error": "Busy"]], ["throw": ["error": "Busy"]],
                    ["return": 42],
                ]
            ])
        #expect(failed.status == .failed)
        #expect(
            redriven.output == [
                "all": ["k": 1, "answer": 42], "n": 7, "count": 1, "time": "2023-11-14T22:14:21.000Z",
            ])
        // The retrier's count starts again, and the state is not entered a second time.
        #expect(
            types(redriven, after: failed.history.count).prefix(8) == [
                "ExecutionRedriven<11", "TaskScheduled<12", "TaskStarted<13", "TaskFailed<14", "TaskScheduled<15",
                "TaskStarted<16", "TaskSucceeded<17", "TaskStateExited<18",
            ])
    }

    @Test func ofAParallelStateOnlyWhatFailedOrWasAbortedRunsAgain() async throws {
        let branch = { (name: String) -> JSON in
            [
                "StartAt": .string(name),
                "States": .object([name: ["Type": "Task", "Resource": Self.task, "End": true]]),
            ]
        }
        let waiting: JSON = [
            "StartAt": "W",
            "States": ["W": ["Type": "Wait", "Seconds": 60, "Next": "V"], "V": ["Type": "Pass", "End": true]],
        ]
        let slow: JSON = [
            "StartAt": "S",
            "States": [
                "S": ["Type": "Wait", "Seconds": 1, "Next": "Y"],
                "Y": ["Type": "Task", "Resource": Self.task, "End": true],
            ],
        ]
        let (failed, redriven) = try await redrive(
            ["A": ["Type": "Parallel", "Branches": [branch("X"), waiting, slow], "End": true]],
            mocks: ["X": [["return": "x"]], "Y": [["throw": ["error": "Broken"]], ["return": "y"]]])
        #expect(failed.history.contains { $0.type == .waitStateAborted })
        #expect(redriven.output == ["x", [:], "y"])
        let added = types(redriven, after: failed.history.count)
        #expect(added.filter { $0.hasPrefix("TaskScheduled") }.count == 1)
        #expect(!added.contains { $0.hasPrefix("ParallelStateStarted") })
    }

    @Test(arguments: [0, 1, 2]) func ofAMapStateOnlyWhatFailedWasAbortedOrNeverBeganRunsAgain(
        _ concurrency: Int
    ) async throws {
        let (_, redriven) = try await redrive(
            [
                "A": [
                    "Type": "Map", "MaxConcurrency": .int(concurrency), "End": true,
                    "ItemSelector": ["v.$": "$$.Map.Item.Value"],
                    "ItemProcessor": [
                        "StartAt": "W",
                        "States": [
                            "W": ["Type": "Wait", "SecondsPath": "$.v", "Next": "T"],
                            "T": ["Type": "Task", "Resource": Self.task, "Next": "P", "ResultPath": "$.r"],
                            "P": [
                                "Type": "Pass", "End": true,
                                "Parameters": ["i.$": "$$.Map.Item.Index", "v.$": "$.v", "r.$": "$.r"],
                            ],
                        ],
                    ],
                ]
            ], input: [1, 2, 3, 4],
            mocks: [
                "T": [
                    ["return": "a"], ["throw": ["error": "Broken"]], ["return": "b"], ["return": "c"], ["return": "d"],
                ]
            ])
        #expect(redriven.status == .succeeded)
        #expect(redriven.output?.array?.map { $0["i"] } == [0, 1, 2, 3])
        #expect(redriven.output?.array?.map { $0["v"] } == [1, 2, 3, 4])
        #expect(redriven.history.count { $0.type == .taskSucceeded } == 4)
    }

    @Test func whatNestsIsFoundAgain() async throws {
        let inner: JSON = [
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map", "ItemsPath": "$.items", "End": true,
                    "ItemProcessor": [
                        "StartAt": "T", "States": ["T": ["Type": "Task", "Resource": Self.task, "End": true]],
                    ],
                ]
            ],
        ]
        let other: JSON = ["StartAt": "O", "States": ["O": ["Type": "Pass", "End": true]]]
        let (failed, redriven) = try await redrive(
            [
                "A": ["Type": "Parallel", "Branches": [inner, other], "ResultSelector": ["m.$": "$[0]"], "Next": "B"],
                "B": ["Type": "Pass", "End": true],
            ], input: ["items": [1, 2, 3]],
            mocks: [
                "T": [
                    ["return": 1], ["throw": ["error": "E"]], ["return": 3], ["return": 4], ["return": 5],
                    ["return": 6],
                ]
            ])
        #expect(failed.status == .failed)
        #expect(redriven.output?["m"]?.array?.count == 3)
        #expect(redriven.status == .succeeded)
    }

    @Test(arguments: [
        (["Type": "Fail", "Error": "E"] as JSON, ["ExecutionRedriven<3", "FailStateEntered<4", "ExecutionFailed<5"]),
        (
            ["Type": "Choice", "Choices": [["Variable": "$.x", "IsNull": true, "Next": "B"]]] as JSON,
            ["ExecutionRedriven<3", "ExecutionFailed<4"]
        ),
    ]) func whatFailsByItselfFailsAgain(_ state: JSON, _ expected: [String]) async throws {
        let (failed, redriven) = try await redrive(
            state["Type"] == "Fail" ? ["A": state] : ["A": state, "B": ["Type": "Succeed"]], mocks: [:])
        #expect(types(redriven, after: failed.history.count) == expected)
        #expect(redriven.cause == failed.cause)
    }

    @Test func theTimeoutOfTheMachineStartsAgain() async throws {
        let definition = try Definition([
            "StartAt": "A", "TimeoutSeconds": 5, "States": ["A": ["Type": "Wait", "Seconds": 60, "End": true]],
        ])
        let failed = try await run(Execution(definition, input: [:]), mocks: [:])
        let again = try Execution.redriven(definition, history: failed.history, at: failed.now + .seconds(100))
        let redriven = try await run(again, mocks: [:], at: again.now)
        #expect(redriven.status == .timedOut)
        #expect(redriven.now == failed.now + .seconds(105))
    }

    @Test func anExecutionCanBeRedrivenMoreThanOnce() async throws {
        let definition = try Definition([
            "StartAt": "A", "States": ["A": ["Type": "Task", "Resource": Self.task, "End": true]],
        ])
        let mocks: JSON = ["A": [["throw": ["error": "E"]], ["throw": ["error": "E"]], ["return": 1]]]
        var execution = try await run(Execution(definition, input: [:]), mocks: mocks)
        for count in 1...2 {
            let history = try RecordedHistory(execution.result).events
            execution = try await run(
                try Execution.redriven(definition, history: history, at: execution.now), mocks: mocks)
            #expect(
                execution.history.last { $0.type == .executionRedriven }?.eventDetails["redriveCount"] == .int(count))
        }
        #expect(execution.output == 1)
    }

    @Test(arguments: [
        (
            ExecutionIdentity.WorkflowType.standard, Duration.seconds(15 * 86_400),
            "Execution redrivable period exceeded"
        ),
        (.express, .zero, "Execution is of type EXPRESS and cannot be redriven"),
    ]) func whatTheServiceRefusesIsRefused(
        _ type: ExecutionIdentity.WorkflowType, _ delay: Duration, _ reason: String
    ) async throws {
        let error = await #expect(throws: RedriveError.self) {
            try await redrive(["A": ["Type": "Fail"]], mocks: [:], type: type, after: delay)
        }
        #expect(error?.description == reason)
    }

    @Test func aSuccessIsNotRedriven() async throws {
        let error = await #expect(throws: RedriveError.self) {
            try await redrive(["A": ["Type": "Succeed"]], mocks: [:])
        }
        #expect(error?.description == "Execution is SUCCEEDED and cannot be redriven")
    }
}
