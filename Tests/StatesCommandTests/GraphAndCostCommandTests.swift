import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct GraphAndCostCommandTests {
    private static let definition = """
        {"StartAt": "Ask", "States": {
          "Ask": {"Type": "Task", "Resource": "${Resource}", "Next": "Done",
            "Retry": [{"ErrorEquals": ["Busy"]}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}]},
          "Done": {"Type": "Succeed"}}}
        """
    private static let resource = ["--substitute", "Resource=arn:aws:states:::lambda:invoke"]

    @Test func mermaidIsTheDefault() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["graph", folder.file("m.asl.json", Self.definition)])
        #expect(tool.status == 0)
        #expect(
            tool.output == """
                flowchart TD
                    s0["Ask<br>Task · $#123;Resource#125; ↻1"]
                    s1(["Done<br>Succeed"])
                    start((" "))
                    start --> s0
                    s0 --> s1
                    s0 -.->|"any error"| s1

                """)
    }

    @Test(arguments: [
        ("g.svg", "<svg "), ("g.html", "<!DOCTYPE html>"), ("g.dot", "digraph {"), ("g.mmd", "flowchart TD"),
        ("g.md", "flowchart TD"),
    ])
    func theNameOfTheFileTellsTheFormat(_ name: String, _ start: String) throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.definition)
        #expect(try BuiltTool(["graph", machine, "--output", folder.path(name)]).status == 0)
        #expect(try String(contentsOfFile: folder.path(name), encoding: .utf8).hasPrefix(start))
    }

    @Test func anExecutionIsDrawnAndCounted() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.definition)
        let mocks = try folder.file("mocks.json", #"{"Ask": [{"throw": {"error": "Busy"}}, {"return": 1}]}"#)
        let result = folder.path("result.json")
        _ = try BuiltTool(["run", machine, "--mocks", mocks, "--result", result] + Self.resource)
        let graph = try BuiltTool(["graph", machine, "--format", "html", "--result", result])
        #expect(graph.output.contains("SUCCEEDED after 1.000s, 12 events"))
        #expect(graph.output.contains("1× · 1 retry · 1 s"))
        let counted = try JSON(parsing: BuiltTool(["cost", machine, "--result", result, "--json"]).output)
        let run = try JSON(parsing: BuiltTool(["cost", machine, "--mocks", mocks, "--json"] + Self.resource).output)
        #expect(counted == run)
        #expect(counted["transitions"] == 3)
        #expect(counted["costs"]?[0]?["usdPerThousand"] == 0.075)
    }

    @Test func aMachineAloneIsEstimated() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.definition)
        let tool = try BuiltTool(["cost", machine, "--executions", "2000", "--price", "transitions=0.05"])
        #expect(tool.status == 0)
        #expect(tool.output.contains("the longest way   2 transitions  4000 state transitions       0.200000"))
        #expect(tool.talk.contains("Prices of us-east-1"))
    }

    @Test(arguments: [
        ["--price", "x=1"], ["--price", "transitions=-1"], ["--executions", "0"], ["--duration", "301"],
        ["--memory", "0"], ["--items", "-1"],
    ]) func wrongFiguresAreRefused(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        #expect(try BuiltTool(["cost", folder.file("m.asl.json", Self.definition)] + arguments).status == 64)
    }

    @Test func anUnknownEndingIsWrongUsage() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["graph", folder.file("m.asl.json", Self.definition), "-o", folder.path("x.pdf")])
        #expect(tool.status == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.path("x.pdf")))
    }

    @Test func aDraftIsDrawnAsFarAsItGoes() throws {
        let folder = try TemporaryFolder()
        let draft =
            #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Task", "Next": "C"}}}"#
        let tool = try BuiltTool(["graph", folder.file("m.asl.json", draft)])
        #expect(tool.status == 0)
        #expect(tool.output.contains("s0 --> s1"))
        #expect(tool.talk.contains("MISSING_TRANSITION_TARGET"))
    }

    @Test(arguments: ["graph", "cost"]) func aResultOfAnotherMachineIsRefused(_ command: String) throws {
        let folder = try TemporaryFolder()
        let other = try folder.file("o.asl.json", #"{"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}"#)
        let result = folder.path("r.json")
        #expect(try BuiltTool(["run", other, "--result", result]).status == 0)
        let tool = try BuiltTool([command, folder.file("m.asl.json", Self.definition), "--result", result])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("is of another machine"))
    }

    private static let distributed = """
        {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
          "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}}}}
        """

    @Test func childExecutionsAreChargedBesides() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.distributed)
        let options = ["cost", machine, "--executions", "1", "--json"]
        let estimate = try JSON(parsing: BuiltTool(options + ["--items", "1000000"]).output)
        #expect(estimate["costs"]?[2]?["of"] == "children of 'M'")
        #expect(estimate["costs"]?[2]?["usd"] == 25)
        let input = try folder.file("i.json", "[1,2,3,4]")
        let run = try JSON(parsing: BuiltTool(options + ["--input", input]).output)
        #expect(run["children"]?[0]?["executions"] == 4)
        let counted = try BuiltTool(options + ["--input", input, "--items", "9"])
        #expect(counted.status == 64)
        #expect(counted.talk.contains("--items says nothing here"))
    }

    @Test func anExpressExecutionIsChargedAsOne() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", #"{"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}"#)
        let result = folder.path("r.json")
        #expect(try BuiltTool(["run", machine, "--express", "--result", result]).status == 0)
        let cost = try JSON(parsing: BuiltTool(["cost", machine, "--result", result, "--json"]).output)
        #expect(cost["type"] == "EXPRESS")
        #expect(cost["costs"]?[0]?["items"]?[0]?["name"] == "requests")
    }

    @Test(arguments: [["--duration", "3"], ["--memory", "128"]])
    func optionsOfExpressWorkflowsAreForThem(_ options: [String]) throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.definition)
        #expect(try BuiltTool(["cost", machine] + options).status == 64)
        #expect(try BuiltTool(["cost", machine, "--express"] + options).status == 0)
    }
}
