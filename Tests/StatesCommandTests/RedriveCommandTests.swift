import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct RedriveCommandTests {
    private static let definition = """
        {"StartAt": "Ask", "States": {
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.a", "Next": "End"},
          "End": {"Type": "Succeed"}}}
        """
    private static let mocks = #"{"Ask": [{"throw": {"error": "Down"}}, {"return": 42}]}"#

    @Test func aResultIsAllThatARedriveNeeds() throws {
        let folder = try TemporaryFolder()
        let mocks = try folder.file("mocks.json", Self.mocks)
        let run = try BuiltTool(
            [
                "run", folder.file("m.asl.json", Self.definition), "--input", "-", "--mocks", mocks, "--result",
                folder.path("failed.json"),
            ], input: #"{"q": 1}"#)
        #expect(run.status == 1)
        let redrive = try BuiltTool([
            "redrive", folder.path("failed.json"), "--mocks", mocks, "--result", folder.path("redriven.json"),
        ])
        #expect(redrive.status == 0)
        #expect(try JSON(parsing: redrive.output) == ["q": 1, "a": 42])
        #expect(redrive.talk.hasPrefix("Redriven at the state 'Ask'\n"))
        let again = try BuiltTool(["redrive", folder.path("redriven.json")])
        #expect(again.status == 1)
        #expect(again.talk == "ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven\n")
    }

    /// The history does not tell of the tasks of child executions.
    @Test func mocksCountOnInChildExecutions() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file(
            "m.asl.json",
            """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Kid", "States": {
              "Kid": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}}}}
            """)
        let mocks = try folder.file(
            "mocks.json", #"{"Kid": [{"return": "first"}, {"throw": {"error": "E"}}, {"return": "third"}]}"#)
        let input = try folder.file("i.json", "[1, 2]")
        let result = folder.path("r.json")
        let run = try BuiltTool(["run", machine, "--input", input, "--mocks", mocks, "--result", result])
        #expect(run.status == 1)
        let redrive = try BuiltTool(["redrive", result, "--mocks", mocks])
        #expect(try JSON(parsing: redrive.output) == ["first", "third"])
    }

    @Test func aHistoryOfAWSNeedsTheDefinitionBesideIt() throws {
        let folder = try TemporaryFolder()
        let history = try folder.file(
            "history.json",
            #"""
            {"events": [
              {"timestamp": "2024-03-01T12:00:00.123000+00:00", "type": "ExecutionStarted", "id": 1, "previousEventId": 0,
               "executionStartedEventDetails": {"input": "{\"q\": 1}", "inputDetails": {"truncated": false}}},
              {"timestamp": "2024-03-01T12:00:01+00:00", "type": "TaskStateEntered", "id": 2, "previousEventId": 0,
               "stateEnteredEventDetails": {"name": "Ask", "input": "{\"q\": 1}", "inputDetails": {"truncated": false}}},
              {"timestamp": 1709294402.5, "type": "ExecutionAborted", "id": 3, "previousEventId": 2,
               "executionAbortedEventDetails": {}}
            ]}
            """#)
        let machine = try folder.file("m.asl.json", Self.definition)
        let mocks = try folder.file("mocks.json", #"{"Ask": [{"return": 42}]}"#)
        #expect(try BuiltTool(["redrive", history]).status == 64)
        let arguments = ["redrive", history, "--definition", machine, "--mocks", mocks]
        let late = try BuiltTool(arguments)
        #expect(
            late.talk == """
                ExecutionNotRedrivable: Execution redrivable period exceeded
                It ended at 2024-03-01T12:00:02.500Z; give the time of the redrive with --at

                """)
        let tool = try BuiltTool(arguments + ["--at", "2024-03-02T00:00:00Z"])
        #expect(tool.status == 0)
        #expect(try JSON(parsing: tool.output) == ["q": 1, "a": 42])
    }
}
