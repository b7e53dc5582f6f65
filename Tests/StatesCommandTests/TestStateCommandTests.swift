import JSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct TestStateCommandTests {
    static let machine = """
        {
          "StartAt": "Ask",
          "States": {
            "Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": { "FunctionName": "answer", "Payload.$": "$.q" }, "OutputPath": "$.Payload",
              "Retry": [{ "ErrorEquals": ["Busy"] }], "Next": "Done"
            },
            "Done": { "Type": "Succeed" }
          }
        }
        """

    @Test func optionsTakeJSONAndFiles() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool([
            "test-state", "--definition", "file://" + folder.file("m.asl.json", Self.machine), "--state-name", "Ask",
            "--input", folder.file("input.json", #"{"q": "why"}"#), "--mock", #"{"result": "{\"Payload\": 42}"}"#,
            "--inspection-level", "DEBUG",
        ])
        #expect(tool.status == 0, "\(tool.talk)")
        let response = try JSON(parsing: tool.output)
        #expect(response["status"] == "SUCCEEDED")
        #expect(response["output"] == "42")
        #expect(response["nextState"] == "Done")
        #expect(response["inspectionData"]?["afterParameters"] == #"{"FunctionName":"answer","Payload":"why"}"#)
    }

    @Test func aStateThatFailsIsAResponse() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(
            [
                "test-state", "--definition", folder.file("m.asl.json", Self.machine), "--state-name", "Ask",
                "--input", "-", "--mock", #"{"errorOutput": {"error": "Busy", "cause": "full"}}"#,
                "--state-configuration", #"{"retrierRetryCount": 3}"#,
            ], input: #"{"q": 1}"#)
        #expect(tool.status == 0)
        #expect(try JSON(parsing: tool.output) == ["status": "FAILED", "error": "Busy", "cause": "full"])
    }

    @Test func aWholeRequestMayHoldValuesInsteadOfTexts() throws {
        let tool = try BuiltTool(
            ["test-state", "--cli-input-json", "-", "--input", #"{"a": 2}"#],
            input: #"{"definition": {"Type": "Pass", "End": true}, "input": {"a": 1}}"#)
        #expect(tool.status == 0, "\(tool.talk)")
        #expect(try JSON(parsing: tool.output) == ["status": "SUCCEEDED", "output": #"{"a":2}"#])
    }

    @Test func aRefusalIsToldAsTheServiceWordsIt() throws {
        let tool = try BuiltTool([
            "test-state", "--definition", #"{"Type": "Pass", "End": true}"#, "--mock", #"{"result": "1"}"#,
        ])
        #expect(tool.status == 1)
        #expect(tool.output.isEmpty)
        #expect(
            tool.talk == "An error occurred (ValidationException) when calling the TestState operation: "
                + "State type 'Pass' is not supported when a mock is specified\n")
    }

    @Test func aFunctionDoesTheTask() throws {
        let tool = try BuiltTool([
            "test-state", "--definition",
            #"{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Echo", "End": true}"#,
            "--input", #"{"a": 1}"#, "--function", "Echo=" + BuiltProducts.path(of: "EchoStage"),
        ])
        #expect(tool.status == 0, "\(tool.talk)")
        #expect(try JSON(parsing: tool.output) == ["status": "SUCCEEDED", "output": #"{"a":1}"#])
    }

    @Test(
        arguments: [
            (["test-state"], "--definition FILE, or --cli-input-json FILE with a whole request, is needed"),
            (
                ["test-state", "--definition", "nowhere.json"],
                "--definition takes JSON or a file; 'nowhere.json' is no file"
            ),
            (["test-state", "--cli-input-json", #"{"inptu": {}}"#], "A TestState request has no member 'inptu'"),
            (
                ["test-state", "--definition", "{}", "--mock", #"{"reslt": 1}"#],
                "'mock' has no member 'reslt'; it has errorOutput, fieldValidationMode, result"
            ),
            (
                ["test-state", "--definition", "{}", "--mock", #"{"errorOutput": {"eror": "E"}}"#],
                "'mock.errorOutput' has no member 'eror'; it has error, cause"
            ),
            (
                ["test-state", "--definition", "{}", "--state-configuration", #"{"retries": 1}"#],
                "'stateConfiguration' has no member 'retries'"
            ),
            (
                ["test-state", "--definition", "{}", "--state-configuration", "retries"],
                "--state-configuration takes JSON or a file"
            ),
        ] as [([String], String)]) func wrongUsageIsExplained(_ arguments: [String], _ explanation: String) throws
    {
        let tool = try BuiltTool(arguments)
        #expect(tool.status == 64)
        #expect(tool.talk.contains(explanation))
    }

    @Test func theTimeOfTheCallIsTheTimeOfExpressions() throws {
        let state =
            #"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $substring($now(), 0, 4) >= '2025' %}", "End": true}"#
        let tool = try BuiltTool(["test-state", "--definition", state])
        #expect(try JSON(parsing: tool.output)["output"] == "true")
    }
}
