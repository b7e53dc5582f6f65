import Foundation
import JSON
import Testing

@testable import StatesCommand

@Suite(.timeLimit(.minutes(2))) struct TestCommandTests {
    static let machine = """
        {
          "StartAt": "Ask",
          "States": {
            "Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Retry": [{ "ErrorEquals": ["Busy"] }], "End": true
            }
          }
        }
        """
    static let cases = """
        {"cases": [
          {"name": "good", "mocks": {"Ask": {"return": {"a": 1}}}, "expect": {"output": {"a": 1}}},
          {"name": "bad <&>", "mocks": {"Ask": {"return": {"a": 2}}}, "expect": {"output": {"a": 1}}}
        ]}
        """

    @Test func aMismatchIsToldWithItsPlaceAndTheHistory() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.machine)
        let cases = try folder.file("m.test.json", Self.cases)
        let tool = try BuiltTool([
            "test", machine, "--junit", folder.path("j.xml"), "--coverage", folder.path("c.json"),
        ])
        #expect(tool.status == 1)
        #expect(tool.talk == "1 of 2 cases failed\n")
        #expect(tool.output.contains("\(cases): bad <&>\n  output $.a: expected 1, but was 2\n"))
        #expect(tool.output.contains("ExecutionSucceeded\n"))
        #expect(tool.output.contains("\(machine):6:17: not covered: retrier 1 of Ask (Busy) (at /States/Ask/Retry/0)"))
        let xml = try String(contentsOfFile: folder.path("j.xml"), encoding: .utf8)
        #expect(xml.contains(#"tests="2" failures="1""#))
        #expect(xml.contains(#"<failure message="output $.a: expected 1, but was 2">"#))
        #expect(xml.contains("bad &lt;&amp;&gt;"))
        let coverage = try JSON(parsing: String(contentsOfFile: folder.path("c.json"), encoding: .utf8))
        #expect(coverage[0]?["shares"]?["all"] == ["covered": 1, "total": 2, "percent": 50])
    }

    @Test func aFolderIsLookedThrough() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("m.asl.json", Self.machine)
        _ = try folder.file("m.test.json", Self.cases)
        let tool = try BuiltTool(["test", folder.path(""), "--filter", "GOOD", "--json", "--minimum", "50"])
        #expect(tool.status == 0)
        let report = try JSON(parsing: tool.output)
        #expect(report[0]?["cases"]?.array?.compactMap { $0["passed"] } == [true])
        #expect(try BuiltTool(["test", folder.path(""), "--filter", "good", "--minimum", "51"]).status == 1)
    }

    @Test(arguments: [
        (#"{"expect": {"statue": 1}}"#, ":1:23: There is no field 'statue' here"),
        (#"{"machine": "gone.json", "expect": {}}"#, "There is no file"), ("{", "is not JSON"),
    ])
    func aFileThatCannotBeUsedIsNamed(_ content: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("m.asl.json", Self.machine)
        let tool = try BuiltTool(["test", folder.file("m.test.json", content)])
        #expect(tool.status == 64)
        #expect(tool.talk.contains(message), "\(tool.talk)")
    }

    @Test func aFolderWithoutCasesSaysWhereTheyBelong() throws {
        let tool = try BuiltTool(["test", TemporaryFolder().path("")])
        #expect(tool.status == 64)
        let folder = try TemporaryFolder()
        let bare = try BuiltTool(["test", folder.file("m.asl.json", Self.machine)])
        #expect(bare.talk.contains("m.tests/*.json or"))
    }

    /// The machine of this package keeps what its cases promise: each state, rule, retrier and catcher is come through.
    @Test func theStateMachineOfThePipelineIsCovered() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let tool = try BuiltTool(["test", "\(package)/statemachine.asl.json", "--minimum", "100"])
        #expect(tool.status == 0, "\(tool.output)\(tool.talk)")
    }

    @Test func textForXMLKeepsItsShape() {
        #expect(JUnitReport.escaped("a<b>&\"\u{1}\n") == "a&lt;b&gt;&amp;&quot; \n")
    }
}
