import JSON
import StatesDebugging
import StatesLanguage
import Testing

@Suite struct BreakpointTests {
    static let ask: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [["ErrorEquals": ["Busy"], "MaxAttempts": 1]], "End": true,
    ]
    static let single: JSON = ["StartAt": "Ask", "States": ["Ask": ask]]
    /// A Parallel state inside each child execution.
    static let distributed: JSON = [
        "StartAt": "Each",
        "States": [
            "Each": [
                "Type": "Map", "End": true, "MaxConcurrency": 1,
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "Both",
                    "States": [
                        "Both": [
                            "Type": "Parallel", "End": true,
                            "Branches": [
                                ["StartAt": "Left", "States": ["Left": ask]],
                                ["StartAt": "Right", "States": ["Right": ["Type": "Pass", "End": true]]],
                            ],
                        ]
                    ],
                ],
            ]
        ],
    ]

    private func session(_ machine: JSON, _ breakpoints: [Breakpoint], input: JSON = [1]) throws -> DebugSession {
        var session = try Samples.session(input, of: machine)
        session.breakpoints = breakpoints
        return session
    }

    @Test func anErrorStopsBeforeAnythingComesOfItAndIsToldOnce() async throws {
        var session = try session(Self.single, [Breakpoint("*", .error), Breakpoint("Ask", .error)])
        let driver = Samples.driver(.failed(error: "Busy", cause: "later"))
        #expect(try await driver.go(.run, &session) == .breakpoint)
        #expect(session.place == "Ask runningTask")
        #expect(session.hits.map(\.breakpoint.state) == ["*", "Ask"])
        #expect(session.hits.map { "\($0.state) \($0.pointer) \($0.strand)" }.first == "Ask /States/Ask 1")
        #expect(session.hits.map { "\($0.error ?? "") \($0.cause ?? "")" }.first == "Busy later")
        // What was about to fail can still be made a success.
        var mended = session
        try mended.setResult(1)
        #expect(try await driver.go(.run, &mended) == .ended)
        #expect(mended.execution.output == 1)
        // The second attempt is not tried again; each is told once.
        #expect(try await driver.go(.run, &session) == .breakpoint)
        #expect(session.execution.history.count { $0.type == .taskScheduled } == 2)
        #expect(try await driver.go(.run, &session) == .ended)
        #expect(session.hits.isEmpty)
    }

    @Test(arguments: [
        (Breakpoint("Ask", .after), TaskOutcome.succeeded(1), "Ask"),
        (Breakpoint("Stop", .error), .failed(error: "Down", cause: nil), "Stop"),
    ])
    func whatTheLastStepHitsIsToldThoughTheExecutionIsOver(
        _ breakpoint: Breakpoint, _ outcome: TaskOutcome, _ state: String
    ) async throws {
        let machine: JSON = [
            "StartAt": "Ask",
            "States": [
                "Ask": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Catch": [["ErrorEquals": ["Down"], "Next": "Stop"]], "End": true,
                ], "Stop": ["Type": "Fail", "Error": "Stopped"],
            ],
        ]
        var session = try session(machine, [breakpoint])
        #expect(try await Samples.driver(outcome).go(.run, &session) == .ended)
        #expect(session.hits.map(\.state) == [state])
    }

    @Test func breakpointsInsideChildExecutionsAreHit() async throws {
        var session = try session(Self.distributed, [Breakpoint("Right"), Breakpoint("Left", .error)])
        let driver = Samples.driver(.failed(error: "Bad", cause: nil))
        #expect(try await driver.go(.run, &session) == .breakpoint)
        #expect(session.place == "Right entering")
        #expect(session.hits.map { "\($0.strand)" } == ["2.3"])
        let tree = session.execution.strandsUnderWay.map {
            "\($0.id) \($0.parent.map { "\($0)" } ?? "-") \($0.state) \($0.standing)"
        }
        #expect(tree == ["1 - Each forked", "2 1 Both forked", "2.2 2 Left runningTask", "2.3 2 Right entering"])
        try session.setInput(7)
        #expect(try session.evaluate("$") == 7)
        #expect(try await driver.go(.run, &session) == .breakpoint)
        #expect(session.hits.first?.pointer.hasSuffix("/Branches/0/States/Left") == true)
        #expect(session.place == "Left runningTask")
    }

    @Test func variablesCanBeSet() async throws {
        var session = try Samples.session()
        try session.setVariables(["a": ["b": 1]])
        try session.setVariables(2, at: "$.a.b")
        #expect(session.focus?.variables == ["a": ["b": 2]])
        #expect(try session.evaluate("$a.b") == 2)
        for (value, path) in [(1, nil), (1, "$.1x"), (["states": 1], nil)] as [(JSON, String?)] {
            #expect(throws: SessionError.self) { try session.setVariables(value, at: path) }
        }
        try session.back()
        #expect(session.focus?.variables == ["a": ["b": 1]])
    }

    @Test func whatATaskReportsIsInTheHistory() async throws {
        let machine: JSON = [
            "StartAt": "A",
            "States": [
                "A": [
                    "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:work", "Next": "B",
                ],
                "B": [
                    "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                    "Parameters": ["QueueUrl": "q", "MessageBody.$": "$$.Task.Token"], "End": true,
                ],
            ],
        ]
        let runner = try MockTaskRunner([
            "A": ["return": 1, "workerName": "w"], "B": ["return": 2, "submitted": ["MessageId": "m"]],
        ])
        let ran = await Interpreter(runner: runner, clock: VirtualClock(now: Samples.start))
            .run(Execution(try Definition(machine), input: [:], seed: 5))
        var session = try Samples.session([:], of: machine)
        let driver = DebugDriver { runner.prepared(for: $0) }
        while !session.execution.isOver { _ = try await driver.go(.step, &session) }
        #expect(session.execution.history.map(\.json) == ran.history.map(\.json))
        #expect(ran.history.map(\.type).contains(.taskSubmitted))
        #expect(ran.history.map(\.type).contains(.activityStarted))
    }
}
