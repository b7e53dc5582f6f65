import JSON
import StatesLanguage
import StatesTooling
import Testing

@Suite struct ReplayTests {
    /// Runs a machine, then replays what it recorded on a changed one.
    private func replay(
        _ source: JSON, input: JSON = [:], mocks: JSON = [:], on changed: JSON? = nil
    ) async throws -> Replay {
        let execution = try await Machines.run(source, input: input, mocks: mocks)
        return Replay(try Definition(changed ?? source), try RecordedHistory(execution.result))
    }

    private func order(with name: String, _ change: (inout JSONObject) -> Void) throws -> JSON {
        var machine = try #require(Machines.order.object)
        var states = try #require(machine["States"]?.object)
        var state = try #require(states[name]?.object)
        change(&state)
        states[name] = .object(state)
        machine["States"] = .object(states)
        return .object(machine)
    }

    @Test func theSameDefinitionDoesTheSame() async throws {
        let replay = try await replay(Machines.order, mocks: Machines.orderMocks)
        #expect(replay.divergence == nil)
        #expect(replay.execution.status == .succeeded)
    }

    @Test func anotherRuleThatHoldsIsNamed() async throws {
        let changed = try order(with: "Enough") {
            $0["Choices"] = [["Variable": "$.done[9]", "IsPresent": true, "Next": "Much"]]
        }
        let divergence = try #require(
            try await replay(Machines.order, mocks: Machines.orderMocks, on: changed).divergence)
        #expect(divergence.recorded?.type == .passStateEntered)
        #expect(divergence.now?.type == .succeedStateEntered)
        #expect(divergence.common.last?.type == .choiceStateExited)
        #expect(
            divergence.explanation
                == "another rule of the Choice state 'Enough' holds now, and leads to 'Little' instead of 'Much'")
    }

    @Test func aValueThatDiffersIsNamedByItsPath() async throws {
        let changed = try order(with: "Ask") { $0["Parameters"] = ["FunctionName": "f"] }
        let divergence = try #require(
            try await replay(Machines.order, mocks: Machines.orderMocks, on: changed).divergence)
        #expect(divergence.recorded?.type == .taskScheduled)
        #expect(divergence.differences.map(\.path) == ["parameters.FunctionName"])
        #expect(divergence.explanation == "the state 'Ask' hands its task other values at parameters.FunctionName")
    }

    @Test func fewerRetriesShowWhereTheRecordingTriedAgain() async throws {
        let changed = try order(with: "Ask") { $0["Retry"] = [["ErrorEquals": ["Busy"], "MaxAttempts": 1]] }
        let divergence = try #require(
            try await replay(Machines.order, mocks: Machines.orderMocks, on: changed).divergence)
        #expect(divergence.recorded?.type == .taskScheduled)
        #expect(divergence.now?.type == .taskStateExited)
    }

    @Test func moreTasksThanWereRecordedAreSaid() async throws {
        let short: JSON = ["StartAt": "A", "States": ["A": Machines.task()]]
        let long: JSON = ["StartAt": "A", "States": ["A": Machines.task(["Next": "B"]), "B": Machines.task()]]
        let divergence = try #require(try await replay(short, mocks: ["A": [["return": 1]]], on: long).divergence)
        #expect(divergence.recorded?.type == .executionSucceeded)
        #expect(divergence.now?.type == .taskStateEntered)
    }

    @Test(arguments: [
        ("0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        ("2024-01-01T00:00:00Z", "2025-12-31T23:59:59.5+01:00"),
        ("arn:aws:sqs:us-east-1:111111111111:q", "arn:aws:sqs:us-east-1:222222222222:p"),
        ("arn:aws:states:us-east-1:111111111111:execution:m:a", "arn:aws:states:eu-west-1:1:execution:m:b"),
        (String(repeating: "QUJD", count: 60), String(repeating: "REVG", count: 60)), ("apple", "pear"),
    ]) func whatTheDefinitionSaysCounts(_ first: String, _ second: String) async throws {
        let machine = { (value: String) -> JSON in
            ["StartAt": "A", "States": ["A": ["Type": "Pass", "Result": .string(value), "End": true]]]
        }
        let divergence = try #require(try await replay(machine(first), on: machine(second)).divergence)
        #expect(divergence.differences.map(\.path) == ["output"])
    }

    @Test func anotherFunctionIsAParting() async throws {
        let machine = { (name: String) -> JSON in
            let function = "arn:aws:lambda:us-east-1:111111111111:function:\(name)"
            return ["StartAt": "A", "States": ["A": ["Type": "Task", "Resource": .string(function), "End": true]]]
        }
        let divergence = try #require(
            try await replay(machine("f"), mocks: ["A": [["return": 1]]], on: machine("g")).divergence)
        #expect(divergence.differences.map(\.path) == ["resource"])
    }

    private static func query(_ expression: String) -> JSON {
        [
            "StartAt": "A", "QueryLanguage": "JSONata",
            "States": ["A": ["Type": "Pass", "Output": .string("{% \(expression) %}"), "End": true]],
        ]
    }

    /// What a machine makes, by names, at a time and at random that the replay does not have.
    private static let made = [
        "$uuid()", "'order-' & $uuid()", "'order-' & $uuid() & '-b'", "$random()", "$millis()", "$string($millis())",
        "$now()", "'at ' & $now() & '!'", "'run_' & $replace($now(), ':', '_')", "$states.context.Execution.Name",
        "'x/' & $states.context.Execution.Id", "$states.context.StateMachine.Name", "$states.context",
        "{'id': $uuid(), 'list': [1, $random()]}", "$shuffle([1..9])", "$hash($uuid(), 'MD5')",
    ]

    @Test(arguments: made) func whatEveryRunMakesAnewDoesNotCount(_ expression: String) async throws {
        let identity = ExecutionIdentity(
            region: "ap-south-2", account: "555555555555", stateMachineName: "Orders-2",
            executionName: "0c1d-5_a", roleARN: "arn:aws:iam::555555555555:role/r")
        let definition = try Definition(Self.query(expression))
        let runner = try MockTaskRunner(JSON.object([:]))
        let execution = await Interpreter(runner: runner, clock: VirtualClock(now: Machines.start))
            .run(Execution(definition, input: [:], identity: identity, seed: 77))
        let replay = Replay(definition, try RecordedHistory(execution.result))
        #expect(replay.divergence?.differences == nil)
    }

    @Test(arguments: [
        ("'order-' & $uuid()", "'bill-' & $uuid()"), ("$uuid()", "$now()"), ("$uuid()", "$random()"),
        ("$now() & ' a'", "$now() & ' b'"), ("'7c9e6679-7425-40de-944b-e07fc1f90ae7'", "$now()"),
    ]) func theFormOfWhatIsMadeCounts(_ first: String, _ second: String) async throws {
        #expect(try await replay(Self.query(first), on: Self.query(second)).divergence != nil)
    }

    @Test func namesThatAreKnownCount() async throws {
        let source = Self.query("$states.context.Execution.Name")
        let history = try RecordedHistory(try await Machines.run(source).result)
        let definition = try Definition(source)
        #expect(Replay(definition, history, names: RecordedNames(ExecutionIdentity())).divergence == nil)
        var names = RecordedNames()
        names.execution = "other"
        #expect(Replay(definition, history, names: names).divergence?.differences.map(\.path) == ["output"])
    }

    @Test(
        arguments: [
            (["output.a"], ["output.b[0].c", "output.b[1].c"]), (["output.a", "output.b[*].c"], []),
            (["output.b"], ["output.a"]), (["output.b[1]", "output.a"], ["output.b[0].c"]), (["out"], nil),
        ] as [([String], [String]?)]) func ignoredPlacesDoNotCount(_ ignored: [String], _ rest: [String]?) async throws
    {
        let machine = { (value: JSON) -> JSON in
            let output: JSON = ["a": value, "b": [["c": value], ["c": value]]]
            return ["StartAt": "A", "States": ["A": ["Type": "Pass", "Result": output, "End": true]]]
        }
        let history = try RecordedHistory(try await Machines.run(machine(1)).result)
        let replay = Replay(try Definition(machine(2)), history, ignoring: ignored)
        #expect(
            replay.divergence?.differences.map(\.path) ?? []
                == rest ?? ["output.a", "output.b[0].c", "output.b[1].c"])
    }

    @Test func aTimeOfTheInputCounts() async throws {
        let machine = { (value: String) -> JSON in
            ["StartAt": "A", "States": ["A": ["Type": "Pass", "Result": .string(value), "End": true]]]
        }
        let replay = try await replay(
            machine("2024-01-01T00:00:00Z"), input: ["since": "2024-01-01T00:00:00Z"],
            on: machine("2024-01-02T00:00:00Z"))
        #expect(replay.divergence != nil)
    }

    @Test func branchesMayBeMixedInAnyOrder() async throws {
        let source: JSON = [
            "StartAt": "P",
            "States": [
                "P": [
                    "Type": "Parallel", "End": true,
                    "Branches": [
                        ["StartAt": "X", "States": ["X": Machines.task()]],
                        ["StartAt": "Y", "States": ["Y": Machines.task()]],
                    ],
                ]
            ],
        ]
        let mixed = try RecordedHistory(try JSON(parsing: Self.mixedBranches))
        #expect(Replay(try Definition(source), mixed).divergence == nil)
    }

    /// The second branch begins first, and ends last.
    private static let mixedBranches = #"""
        [{"id": 1, "type": "ExecutionStarted", "executionStartedEventDetails": {"input": "1"}},
        {"id": 2, "type": "ParallelStateEntered", "stateEnteredEventDetails": {"name": "P", "input": "1"}},
        {"id": 3, "previousEventId": 2, "type": "ParallelStateStarted"},
        {"id": 4, "previousEventId": 3, "type": "TaskStateEntered", "stateEnteredEventDetails": {"name": "Y", "input": "1"}},
        {"id": 5, "previousEventId": 4, "type": "TaskScheduled", "taskScheduledEventDetails":
          {"resourceType": "lambda", "resource": "invoke", "parameters": "1"}},
        {"id": 6, "previousEventId": 3, "type": "TaskStateEntered", "stateEnteredEventDetails": {"name": "X", "input": "1"}},
        {"id": 7, "previousEventId": 6, "type": "TaskScheduled", "taskScheduledEventDetails":
          {"resourceType": "lambda", "resource": "invoke", "parameters": "1"}},
        {"id": 8, "previousEventId": 5, "type": "TaskStarted", "taskStartedEventDetails":
          {"resourceType": "lambda", "resource": "invoke"}},
        {"id": 9, "previousEventId": 7, "type": "TaskStarted", "taskStartedEventDetails":
          {"resourceType": "lambda", "resource": "invoke"}},
        {"id": 10, "previousEventId": 9, "type": "TaskSucceeded", "taskSucceededEventDetails":
          {"resourceType": "lambda", "resource": "invoke", "output": "\"x\""}},
        {"id": 11, "previousEventId": 10, "type": "TaskStateExited", "stateExitedEventDetails": {"name": "X", "output": "\"x\""}},
        {"id": 12, "previousEventId": 8, "type": "TaskSucceeded", "taskSucceededEventDetails":
          {"resourceType": "lambda", "resource": "invoke", "output": "\"y\""}},
        {"id": 13, "previousEventId": 12, "type": "TaskStateExited", "stateExitedEventDetails": {"name": "Y", "output": "\"y\""}},
        {"id": 14, "previousEventId": 13, "type": "ParallelStateSucceeded"},
        {"id": 15, "previousEventId": 13, "type": "ParallelStateExited", "stateExitedEventDetails":
          {"name": "P", "output": "[\"x\",\"y\"]"}},
        {"id": 16, "previousEventId": 15, "type": "ExecutionSucceeded", "executionSucceededEventDetails":
          {"output": "[\"x\",\"y\"]"}}]
        """#

    @Test func abortsAndRedrivesHappenAgain() async throws {
        let source: JSON = [
            "StartAt": "A",
            "States": ["A": Machines.task(["Next": "W"]), "W": ["Type": "Wait", "Seconds": 60, "End": true]],
        ]
        let definition = try Definition(source)
        let mocks: JSON = ["A": [["throw": ["error": "E"]], ["return": 1]]]
        let failed = try await Machines.run(source, mocks: mocks)
        var redriven = try Execution.redriven(definition, history: failed.history, at: failed.now + .seconds(5))
        redriven.run()
        let task = try #require(
            redriven.takeCommands().compactMap { if case .startTask(let id, _) = $0 { id } else { nil } }.first)
        redriven.taskEnded(task, .succeeded(1), at: redriven.now + .seconds(1))
        redriven.run()
        redriven.abort(error: "Stop", cause: "enough", at: redriven.now + .seconds(1))
        let replay = Replay(definition, try RecordedHistory(redriven.result))
        #expect(replay.divergence == nil)
        #expect(replay.execution.status == .aborted)
    }
}
