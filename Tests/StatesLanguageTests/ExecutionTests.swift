import JSON
import StatesLanguage
import Testing

@Suite struct ExecutionTests {
    static let start = Timestamp(seconds: 1_700_000_000)

    private func run(
        _ source: JSON, input: JSON = [:], mocks: JSON = [:], limits: ExecutionLimits = ExecutionLimits()
    ) async throws -> Execution {
        let interpreter = Interpreter(runner: try MockTaskRunner(mocks), clock: VirtualClock(now: Self.start))
        return await interpreter.run(Execution(try Definition(source), input: input, limits: limits))
    }

    private func machine(_ states: JSON) -> JSON { ["StartAt": "A", "States": states] }

    @Test func aYearOfWaitingTakesNoTime() async throws {
        let execution = try await run(
            machine([
                "A": ["Type": "Wait", "Seconds": 31_536_000, "Next": "B"],
                "B": ["Type": "Wait", "Timestamp": "2020-01-01T00:00:00Z", "End": true],
            ]))
        #expect(execution.status == .succeeded)
        #expect(execution.now == Self.start + .seconds(31_536_000))
    }

    @Test func retriesWaitAsTheirEntrySays() async throws {
        let execution = try await run(
            machine([
                "A": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Retry": [["ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2]],
                    "Catch": [["ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B"]], "End": true,
                ],
                "B": ["Type": "Pass", "End": true],
            ]), input: ["k": 1],
            mocks: ["A": .array(Array(repeating: ["throw": ["error": "Busy", "cause": "later"]], count: 3))])
        #expect(execution.output == ["k": 1, "error": ["Error": "Busy", "Cause": "later"]])
        #expect(execution.now == Self.start + .seconds(6))
        #expect(execution.history.filter { $0.type == .taskScheduled }.count == 3)
    }

    @Test func variablesAreReadAsTheyWereAndSetAfterwards() async throws {
        let execution = try await run(
            machine([
                "A": ["Type": "Pass", "Assign": ["x": 1, "y": 2], "Next": "B"],
                "B": ["Type": "Pass", "Assign": ["x.$": "$y", "y.$": "$x"], "Next": "C"],
                "C": ["Type": "Pass", "Parameters": ["x.$": "$x", "y.$": "$y"], "End": true],
            ]))
        #expect(execution.output == ["x": 2, "y": 1])
    }

    @Test func mapKeepsItsOrderWhateverEndsFirst() async throws {
        let execution = try await run(
            machine([
                "A": [
                    "Type": "Map", "ItemsPath": "$.waits",
                    "ItemSelector": ["i.$": "$$.Map.Item.Index", "s.$": "$$.Map.Item.Value"],
                    "ItemProcessor": [
                        "StartAt": "W",
                        "States": ["W": ["Type": "Wait", "SecondsPath": "$.s", "OutputPath": "$.i", "End": true]],
                    ], "End": true,
                ]
            ]), input: ["waits": [9, 1, 5]])
        #expect(execution.output == [0, 1, 2])
        #expect(execution.now == Self.start + .seconds(9))
        let ended = execution.history.filter { $0.type == .mapIterationSucceeded }
            .map { $0.json["mapIterationSucceededEventDetails"]?["index"] }
        #expect(ended == [1, 2, 0])
    }

    @Test func aBranchThatFailsStopsTheOthers() async throws {
        let execution = try await run(
            machine([
                "A": [
                    "Type": "Parallel",
                    "Branches": [
                        ["StartAt": "W", "States": ["W": ["Type": "Wait", "Seconds": 60, "End": true]]],
                        ["StartAt": "F", "States": ["F": ["Type": "Fail", "Error": "Broken"]]],
                    ],
                    "Catch": [["ErrorEquals": ["Broken"], "Next": "B"]], "End": true,
                ],
                "B": ["Type": "Wait", "Seconds": 1, "End": true],
            ]))
        #expect(execution.status == .succeeded)
        #expect(execution.now == Self.start + .seconds(1))
        #expect(execution.history.contains { $0.type == .waitStateAborted })
    }

    // Recorded on AWS.
    @Test func aWaitThatIsStoppedWithItsExecutionIsNotToldOf() throws {
        let definition = try Definition(machine(["A": ["Type": "Wait", "Seconds": 60, "End": true]]))
        var execution = Execution(definition, input: [:])
        execution.start(at: Self.start)
        execution.run()
        execution.abort(error: "Enough", at: Self.start + .seconds(1))
        #expect(execution.history.map(\.type) == [.executionStarted, .waitStateEntered, .executionAborted])
        #expect(execution.history.last?.previousID == 0)
        // A redrive waits again, for the whole time.
        try execution.redrive(at: Self.start + .seconds(2))
        execution.run()
        execution.timeReached(Self.start + .seconds(61))
        #expect(execution.status == .running)
        execution.timeReached(Self.start + .seconds(62))
        #expect(execution.status == .succeeded)
    }

    @Test func aTaskThatIsSubmittedAgainIsToldOfOnce() throws {
        let definition = try Definition(
            machine(["A": ["Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true]]))
        var execution = Execution(definition, input: [:])
        execution.start(at: Self.start)
        execution.run()
        guard case .startTask(let task, _)? = execution.takeCommands().first else { throw CancellationError() }
        for second in 1...2 { execution.taskProgressed(task, .submitted([:]), at: Self.start + .seconds(second)) }
        execution.taskEnded(task, .succeeded(1), at: Self.start + .seconds(3))
        #expect(execution.history.filter { $0.type == .taskSubmitted }.count == 1)
    }

    @Test func anActivityThatCannotBeScheduledIsNotCaught() throws {
        let definition = try Definition(
            machine([
                "A": [
                    "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:none",
                    "Catch": [["ErrorEquals": ["States.ALL"], "Next": "B"]], "End": true,
                ],
                "B": ["Type": "Succeed"],
            ]))
        // The name alone puts it beyond Catch, also where a worker gave it.
        for isStarted in [false, true] {
            var execution = Execution(definition, input: [:])
            execution.start(at: Self.start)
            execution.run()
            guard case .startTask(let task, _)? = execution.takeCommands().first else { throw CancellationError() }
            if isStarted { execution.taskProgressed(task, .started(worker: nil), at: Self.start) }
            execution.taskEnded(task, .failed(error: "States.Runtime", cause: "none"), at: Self.start)
            execution.run()
            #expect(execution.status == .failed)
            #expect(execution.history.contains { $0.type == .activityScheduleFailed } == !isStarted)
        }
    }

    @Test func aMachineThatTakesTooLongTimesOut() async throws {
        let execution = try await run([
            "StartAt": "A", "TimeoutSeconds": 5, "States": ["A": ["Type": "Wait", "Seconds": 60, "End": true]],
        ])
        #expect(execution.status == .timedOut)
        #expect(execution.now == Self.start + .seconds(5))
        #expect(execution.history.last?.type == .executionTimedOut)
    }

    @Test func choiceOnAMissingValueFailsTheExecution() async throws {
        let execution = try await run(
            machine([
                "A": [
                    "Type": "Choice", "Choices": [["Variable": "$.x", "NumericEquals": 1, "Next": "B"]], "Default": "B",
                ],
                "B": ["Type": "Succeed"],
            ]))
        #expect(execution.status == .failed)
        #expect(execution.error == "States.Runtime")
        #expect(
            execution.cause
                == "An error occurred while executing the state 'A' (entered at the event id #2). Invalid path '$.x': "
                + "The choice state's condition path references an invalid value.")
    }

    @Test func aLoopEndsAtTheLimitOfEvents() async throws {
        let execution = try await run(
            machine([
                "A": ["Type": "Pass", "Next": "B"],
                "B": ["Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": "C"]], "Default": "A"],
                "C": ["Type": "Succeed"],
            ]))
        #expect(execution.status == .failed)
        #expect(execution.history.count == 25_000)
        #expect(execution.history.map(\.id) == Array(1...25_000))
    }

    @Test func dataThatNestsWithoutEndIsRefusedNotFollowed() async throws {
        let execution = try await run(
            machine([
                "A": ["Type": "Pass", "Parameters": ["a.$": "$"], "Next": "B"],
                "B": ["Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": "C"]], "Default": "A"],
                "C": ["Type": "Succeed"],
            ]))
        #expect(execution.error == "States.DataLimitExceeded")
    }

    @Test func anExecutionIsAValueThatOneCanGoBackTo() throws {
        let definition = try Definition(
            machine([
                "A": ["Type": "Pass", "Parameters": ["id.$": "States.UUID()"], "Next": "B"], "B": ["Type": "Succeed"],
            ]))
        var execution = Execution(definition, input: [:], seed: 3)
        execution.start(at: Self.start)
        let before = execution
        execution.run()
        var again = before
        #expect(again.nextState == "A")
        again.step()
        #expect(again.nextState == "B")
        again.run()
        #expect(again.result == execution.result)
    }

    @Test(.timeLimit(.minutes(5)))
    func realTimeReallyPasses() async throws {
        let began = ContinuousClock.now
        let definition = try Definition(
            machine([
                "A": ["Type": "Pass", "Next": "B"],
                "B": ["Type": "Wait", "TimestampPath": "$.until", "End": true],
            ]))
        let until = Self.start + .milliseconds(50)
        let execution = await Interpreter(
            runner: MockTaskRunner([:]), clock: RealClock(now: Self.start)
        ).run(Execution(definition, input: ["until": .string(until.iso8601)]))
        #expect(execution.status == .succeeded)
        #expect(ContinuousClock.now - began >= .milliseconds(45))
    }

    @Test(.timeLimit(.minutes(5)))
    func cancellingTheRunAbortsTheExecution() async throws {
        struct Endless: TaskRunner {
            func run(_ request: TaskRequest) async -> TaskOutcome {
                do {
                    try await Task.sleep(for: .seconds(600))
                } catch {
                    // Cancelled, as the contract of a runner says.
                }
                return .succeeded(.null)
            }
        }
        let definition = try Definition(
            machine(["A": ["Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true]]))
        let running = Task {
            await Interpreter(runner: Endless(), clock: VirtualClock(now: Self.start))
                .run(Execution(definition, input: [:]))
        }
        running.cancel()
        let execution = await running.value
        #expect(execution.status == .aborted)
        #expect(execution.history.last?.type == .executionAborted)
    }

}
