import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(2))) struct GraphAndCostCommandTests {
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
        #expect(graph.output.contains("1× · 1 s"))
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
}
