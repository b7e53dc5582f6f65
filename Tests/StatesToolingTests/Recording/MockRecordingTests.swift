import JSON
import StatesLanguage
import Testing

@testable import StatesTooling

@Suite struct MockRecordingTests {
    private func repeated(_ source: JSON, _ execution: Execution, input: JSON = [:]) async throws -> Execution {
        let history = try RecordedHistory(execution.result).events
        return try await Machines.run(source, input: input, mocks: try file(history))
    }

    private func file(_ history: [HistoryEvent]) throws -> JSON {
        var file = MockFile()
        file.set("t", of: "m", to: try MockRecording(history).responses)
        return .object(file.source)
    }

    @Test func aRecordingRepeatsTheExecution() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        #expect(execution.status == .succeeded)
        let again = try await repeated(Machines.order, execution)
        // The runner answers all iterations at once, so their events may be mixed differently.
        let comparison = HistoryComparison(recorded: execution.history, now: again.history)
        #expect(comparison.firstDivergence == nil)
        #expect(again.output == execution.output)
    }

    @Test func attemptsStandInRangesByCall() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        let file = try file(execution.history)
        #expect(file["StateMachines"]?["m"]?["TestCases"]?["t"] == ["Ask": "m.t.Ask", "Treat": "m.t.Treat"])
        #expect(
            file["MockedResponses"]?["m.t.Ask"] == [
                "0-1": ["Throw": ["Error": "Busy", "Cause": "later"]], "2": ["Return": [1, 2, 3]],
            ])
    }

    @Test(
        arguments: [
            ["timedOut": ["error": "States.Timeout"]],
            ["timedOut": ["error": "States.HeartbeatTimeout", "cause": "quiet"]],
            ["throw": ["error": "E"]], ["throw": ["cause": "only a cause"]], ["return": ["k": JSON.null]],
            ["submitted": ["id": 1], "return": 2],
        ] as [JSON]) func everyWayForATaskToEndIsRepeated(_ mock: JSON) async throws
    {
        let source: JSON = [
            "StartAt": "A", "States": ["A": Machines.task(["HeartbeatSeconds": 5, "TimeoutSeconds": 9, "End": true])],
        ]
        let execution = try await Machines.run(source, mocks: ["A": [mock]])
        #expect(try await repeated(source, execution).result == execution.result)
    }

    @Test func anActivityKeepsItsWorker() async throws {
        let source: JSON = [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "End": true]
            ],
        ]
        let execution = try await Machines.run(source, mocks: ["A": [["workerName": "w", "return": 1]]])
        #expect(execution.history.contains { $0.type == .activityStarted })
        #expect(try await repeated(source, execution).result == execution.result)
    }

    @Test func mergingKeepsWhatTheFileHas() throws {
        let file: JSON = [
            "StateMachines": ["m": ["TestCases": ["old": ["A": "x"]]], "other": ["TestCases": [:]]],
            "MockedResponses": ["x": ["0": ["Return": 1]]],
        ]
        var merging = try #require(MockFile(file))
        merging.set("new", of: "m", to: [])
        let merged = JSON.object(merging.source)
        #expect(merged["StateMachines"]?["m"]?["TestCases"]?.object?.keys == ["old", "new"])
        #expect(merged["StateMachines"]?["other"] != nil)
        #expect(merged["MockedResponses"] == file["MockedResponses"])
    }

    private static let mapped: JSON = [
        "StartAt": "M",
        "States": [
            "M": [
                "Type": "Map", "ItemsPath": "$", "End": true,
                "ItemProcessor": [
                    "StartAt": "T", "States": ["T": Machines.task(["Retry": [["ErrorEquals": ["E"]]], "End": true])],
                ],
            ]
        ],
    ]

    /// Three iterations whose tasks are asked for in the order 2, 0, 1; the first one fails once.
    private static func mixedIterations(retries: Bool) -> String {
        var events: [String] = []
        func add(_ type: String, after previous: Int, _ key: String = "", _ details: String = "") -> Int {
            let member = key.isEmpty ? "" : #","\#(key)EventDetails":\#(details)"#
            events.append(#"{"id":\#(events.count + 1),"previousEventId":\#(previous),"type":"\#(type)"\#(member)}"#)
            return events.count
        }
        _ = add("ExecutionStarted", after: 0, "executionStarted", #"{"input":"[1,2,3]"}"#)
        let map = add("MapStateEntered", after: 0, "stateEntered", #"{"name":"M","input":"[1,2,3]"}"#)
        let started = add("MapStateStarted", after: map, "mapStateStarted", #"{"length":3}"#)
        var last = (0...2).map {
            add("MapIterationStarted", after: started, "mapIterationStarted", #"{"name":"M","index":\#($0)}"#)
        }
        let service = #""resourceType":"lambda","resource":"invoke""#
        func schedule(_ index: Int) {
            last[index] = add(
                "TaskScheduled", after: last[index], "taskScheduled", #"{\#(service),"parameters":"\#(index + 1)"}"#)
            last[index] = add("TaskStarted", after: last[index], "taskStarted", "{\(service)}")
        }
        for index in [2, 0, 1] {
            last[index] = add(
                "TaskStateEntered", after: last[index], "stateEntered", #"{"name":"T","input":"\#(index + 1)"}"#)
            schedule(index)
        }
        if retries {
            last[0] = add("TaskFailed", after: last[0], "taskFailed", #"{\#(service),"error":"E"}"#)
            schedule(0)
        }
        for index in [2, 1, 0] {
            last[index] = add(
                "TaskSucceeded", after: last[index], "taskSucceeded", #"{\#(service),"output":"\"r\#(index)\""}"#)
            last[index] = add(
                "TaskStateExited", after: last[index], "stateExited", #"{"name":"T","output":"\"r\#(index)\""}"#)
            last[index] = add(
                "MapIterationSucceeded", after: last[index], "mapIterationSucceeded", #"{"name":"M","index":\#(index)}"#
            )
        }
        let output = #"{"name":"M","output":"[\"r0\",\"r1\",\"r2\"]"}"#
        _ = add("MapStateSucceeded", after: last[0])
        let exited = add("MapStateExited", after: last[0], "stateExited", output)
        _ = add("ExecutionSucceeded", after: exited, "executionSucceeded", output)
        return "[\(events.joined(separator: ","))]"
    }

    @Test(arguments: [false, true]) func iterationsGetTheirOwnResults(_ retries: Bool) async throws {
        let history = try RecordedHistory(try JSON(parsing: Self.mixedIterations(retries: retries))).events
        let again = try await Machines.run(Self.mapped, input: [1, 2, 3], mocks: try file(history))
        #expect(again.output == ["r0", "r1", "r2"])
        #expect(try MockRecording(history).unordered == (retries ? ["T"] : []))
    }

    @Test(arguments: [
        (#","output":"1""#, ""), (#","outputDetails":{"truncated":false}"#, #","outputDetails":{"truncated":true}"#),
    ]) func aResultThatIsMissingIsRefused(_ part: String, _ other: String) async throws {
        let source: JSON = ["StartAt": "A", "States": ["A": Machines.task()]]
        let execution = try await Machines.run(source, mocks: ["A": [["return": 1]]])
        var events = execution.history.map { $0.json.text() }
        events[4].replace(part, with: other)
        let history = try RecordedHistory(try JSON(parsing: "[\(events.joined(separator: ","))]")).events
        let obstacle = #expect(throws: ReplayObstacle.self) { try MockRecording(history) }
        #expect(obstacle?.event == 5)
    }

    @Test func aTaskUnderWayHasNoMock() async throws {
        let source: JSON = ["StartAt": "A", "States": ["A": Machines.task()]]
        let execution = try await Machines.run(source, mocks: ["A": [["return": 1]]])
        let recording = try MockRecording(Array(execution.history.prefix(4)))
        #expect(recording.responses.isEmpty)
        #expect(recording.underWay == ["A"])
    }

    @Test func testCasesWhoseNamesAreJoinedAlikeStandApart() throws {
        var file = MockFile()
        file.set("c", of: "a.b", to: [("S", [["Return": 1]])])
        file.set("b.c", of: "a", to: [("S", [["Return": 2]])])
        file.set("c", of: "a.b", to: [("S", [["Return": 3]])])
        let source = JSON.object(file.source)
        let names = [("a.b", "c"), ("a", "b.c")].map { machine, name in
            source["StateMachines"]?[machine]?["TestCases"]?[name]?["S"]?.string ?? ""
        }
        let responses = names.map { source["MockedResponses"]?[$0]?["0"]?["Return"] }
        #expect(responses == [3, 2])
        #expect(source["MockedResponses"]?.object?.count == 2)
    }

    @Test(
        arguments: [
            ["StartAt": "A", "States": [:]], ["A": [["return": 1]]], [1], ["StateMachines": []],
            ["StateMachines": ["m": ["TestCases": 1]]], ["StateMachines": [:], "MockedResponses": []],
        ] as [JSON]) func whatIsNoMockFileIsNotTakenForOne(_ source: JSON)
    {
        #expect(MockFile(source) == nil)
    }
}
