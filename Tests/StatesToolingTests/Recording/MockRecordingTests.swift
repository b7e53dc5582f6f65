import JSON
import StatesLanguage
import Testing

@testable import StatesTooling

@Suite struct MockRecordingTests {
    private func repeated(_ source: JSON, _ execution: Execution, input: JSON = [:]) async throws -> Execution {
        let history = try RecordedHistory(execution.result).events
        let file = MockRecording(history).file(stateMachine: "m", testCase: "t")
        return try await Machines.run(source, input: input, mocks: file)
    }

    @Test func aRecordingRepeatsTheExecution() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        #expect(execution.status == .succeeded)
        let again = try await repeated(Machines.order, execution)
        // The runner answers all iterations at once, so their events may be mixed differently.
        let comparison = HistoryComparison(recorded: execution.history, now: again.history, input: [:])
        #expect(comparison.firstDivergence == nil)
        #expect(again.output == execution.output)
    }

    @Test func attemptsStandInRangesByCall() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        let file = MockRecording(execution.history).file(stateMachine: "m", testCase: "t")
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
        let merged = MockRecording([]).file(stateMachine: "m", testCase: "new", mergedInto: file)
        #expect(merged["StateMachines"]?["m"]?["TestCases"]?.object?.keys == ["old", "new"])
        #expect(merged["StateMachines"]?["other"] != nil)
        #expect(merged["MockedResponses"] == file["MockedResponses"])
    }
}
