import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct StatesToolTests {
    static let definition = """
        {
          "StartAt": "Nap",
          "States": {
            "Nap": { "Type": "Wait", "Seconds": 7200, "Next": "Ask" },
            "Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": { "FunctionName": "${Function}", "Payload.$": "$" },
              "Retry": [{ "ErrorEquals": ["Busy"] }], "ResultPath": "$.answer", "End": true
            }
          }
        }
        """

    @Test func outputGoesToStandardOutputAndTheStatusToStandardError() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(
            [
                "run", folder.file("m.asl.json", Self.definition), "--input", "-", "--mocks",
                folder.file("mocks.json", #"{"Ask": [{"throw": {"error": "Busy"}}, {"return": 42}]}"#),
                "--substitute", "Function=answer", "--result", folder.path("result.json"), "--history",
            ], input: #"{"q": 1}"#)
        #expect(tool.status == 0)
        #expect(try JSON(parsing: tool.output) == ["q": 1, "answer": 42])
        #expect(tool.talk.hasSuffix("SUCCEEDED after 2h00m, 12 events\n"))
        #expect(tool.talk.contains("TaskFailed  Busy"))
        let result = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: folder.path("result.json")))))
        #expect(result["status"] == "SUCCEEDED")
        #expect(result["history"]?.array?.count == 12)
    }

    @Test func aDistributedMapReadsAndWritesTheFoldersOfS3() throws {
        let folder = try TemporaryFolder()
        let machine = """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "Label": "Rows",
              "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "in", "Key": "k.csv"},
                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}},
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
              "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "r"},
                "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSON"}},
              "ResultSelector": {"Key.$": "$.ResultWriterDetails.Key"}, "End": true}}}
            """
        for bucket in ["in", "out"] {
            try FileManager.default.createDirectory(atPath: folder.path(bucket), withIntermediateDirectories: true)
        }
        _ = try folder.file("in/k.csv", "a,b\n1,2\n")
        let file = try folder.file("m.asl.json", machine)
        let tool = try BuiltTool(["run", file, "--s3", folder.path("")])
        #expect(tool.status == 0)
        let key = try #require(try JSON(parsing: tool.output)["Key"]?.string)
        let results = folder.path("out/" + key.replacing("manifest.json", with: "SUCCEEDED_0.json"))
        #expect(try String(contentsOfFile: results, encoding: .utf8) == #"[{"a":"1","b":"2"}]"#)
        let without = try BuiltTool(["run", file])
        #expect(without.status == 1)
        #expect(without.talk.contains("There are no buckets here. Give a folder of them with --s3 FOLDER."))
    }

    @Test func aRunThatFailsExitsWithOneAndSaysWhy() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(
            ["run", folder.file("m.asl.json", Self.definition), "--substitute", "Function=f"])
        #expect(tool.status == 1)
        #expect(tool.output.isEmpty)
        #expect(tool.talk.contains("Give its results with --mocks FILE, the executable"))
    }

    @Test func whatStandsTwiceInADefinitionIsRefused() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file(
            "m.asl.json",
            #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, "A": {"Type": "Succeed"}}}"#)
        for command in ["run", "step", "validate"] {
            let tool = try BuiltTool([command, file])
            #expect(tool.status == 1)
            #expect((tool.output + tool.talk).contains("DUPLICATE_STATE_NAME"), "\(command): \(tool.talk)")
        }
    }

    @Test func aMockOfNoStateIsWarnedOf() throws {
        let folder = try TemporaryFolder()
        let mocks = try folder.file("mocks.json", #"{"Aks": {"return": 1}, "Ask": {"return": 2}}"#)
        let tool = try BuiltTool(
            ["run", folder.file("m.asl.json", Self.definition), "--mocks", mocks, "--substitute", "Function=f"])
        #expect(tool.status == 0)
        #expect(tool.talk.hasPrefix("\(mocks): warning: the machine has no state 'Aks', which is mocked here\n"))
    }

    @Test func aMissingSubstitutionIsOnlyAProblemOfARun() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("m.asl.json", Self.definition)
        let run = try BuiltTool(["run", file])
        #expect(run.status == 1)
        #expect(run.talk.hasPrefix("\(file):7:39: UNRESOLVED_SUBSTITUTION: There is no value for ${Function}"))
        #expect(try BuiltTool(["validate", file]).status == 0)
    }

    @Test func aDefinitionThatIsNotValidExitsWithOne() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(
            ["validate", "--json", folder.file("m.asl.json", #"{"StartAt": "A"}"#)])
        #expect(tool.status == 1)
        #expect(
            try JSON(parsing: tool.output) == [
                "result": "FAIL",
                "diagnostics": [
                    [
                        "severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED",
                        "message": "These fields are required: [States]", "location": "/", "line": 1, "column": 1,
                    ]
                ], "truncated": false,
            ])
    }

    @Test(arguments: [
        ["run"], ["run", "/nowhere"], ["validate", "/nowhere"], ["fly"], ["run", "x", "--substitute", "y"],
    ])
    func wrongUsageExitsWith64(_ arguments: [String]) throws {
        #expect(try BuiltTool(arguments).status == 64)
    }
}
