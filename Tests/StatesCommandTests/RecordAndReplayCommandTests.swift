import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct RecordAndReplayCommandTests {
    private static func definition(limit: Int) -> String {
        """
        {"StartAt": "Ask", "States": {
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Enough"},
          "Enough": {"Type": "Choice", "Default": "No",
            "Choices": [{"Variable": "$", "NumericGreaterThan": \(limit), "Next": "Yes"}]},
          "Yes": {"Type": "Succeed"}, "No": {"Type": "Pass", "End": true}}}
        """
    }

    @Test func whatIsRecordedRunsAgainAsMocks() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("order.asl.json", Self.definition(limit: 10))
        let mocks = try folder.file("mocks.json", #"{"Ask": [{"return": 42}]}"#)
        let result = folder.path("result.json")
        #expect(try BuiltTool(["run", machine, "--mocks", mocks, "--result", result]).status == 0)
        let recorded = try BuiltTool(["record", result, "--output", folder.path("recorded.json")])
        #expect(recorded.status == 0)
        #expect(recorded.talk == "1 task results of 1 states\n")
        let run = try BuiltTool(["run", machine, "--mocks", folder.path("recorded.json")])
        #expect(try JSON(parsing: run.output) == 42)
        let more = ["record", result, "--merge", folder.path("recorded.json"), "--test-case", "Second"]
        #expect(try BuiltTool(more).status == 0)
        let second = try BuiltTool(["run", machine, "--mocks", folder.path("recorded.json"), "--test-case", "Second"])
        #expect(try JSON(parsing: second.output) == 42)
    }

    @Test func aChangedDefinitionPartsWhereItDiffers() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("order.asl.json", Self.definition(limit: 10))
        let changed = try folder.file("changed.asl.json", Self.definition(limit: 50))
        let mocks = try folder.file("mocks.json", #"{"Ask": [{"return": 42}]}"#)
        let result = folder.path("result.json")
        _ = try BuiltTool(["run", machine, "--mocks", mocks, "--result", result])
        let same = try BuiltTool(["replay", machine, result])
        #expect(same.status == 0)
        #expect(same.output == "Equal: all 11 recorded events happen again\n")
        let other = try BuiltTool(["replay", changed, result])
        #expect(other.status == 1)
        #expect(
            other.output == """
                The two part at event 9: another rule of the Choice state 'Enough' holds now, and leads to 'No' instead of 'Yes'
                     6  TaskStateExited  'Ask'
                     7  ChoiceStateEntered  'Enough'
                     8  ChoiceStateExited  'Enough'
                  -  9  SucceedStateEntered  'Yes'
                  +  9  PassStateEntered  'No'

                """)
        let json = try JSON(parsing: BuiltTool(["replay", changed, result, "--json"]).output)
        #expect(json["equal"] == false)
        #expect(json["event"] == 9)
        #expect(json["now"]?["type"] == "PassStateEntered")
    }

    @Test(arguments: [
        #"{"events": []}"#, #"{"events": [{"id": 2, "type": "ExecutionStarted"}]}"#, "[1]", "{}",
        #"{"history": [{"id": 1, "type": "Fly"}]}"#,
    ])
    func whatIsNoHistoryIsRefusedWithItsPlace(_ text: String) throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["record", folder.file("h.json", text)])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("is not the history of an execution"))
    }
}
