import Foundation
import JSON
import Testing

@testable import StatesCommand

@Suite(.timeLimit(.minutes(5))) struct TestCommandTests {
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

    @Test(
        arguments: [
            (#"{"expct": {"status": "FAILED"}}"#, ":1:11: There is no field 'expct' here"),
            (
                #"{"cases": [{"mocks": {"Aks": {"return": 1}}}]}"#,
                ":1:30: The machine has no state 'Aks' to mock; it has: Ask"
            ),
            (#"{"cases": [{}, ]}"#, ":1:16: the file is not JSON: "),
        ])
    func oneBadFileIsToldAndKeepsNoOtherFromBeingTried(_ content: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.machine)
        try FileManager.default.createDirectory(atPath: folder.path("m.tests"), withIntermediateDirectories: true)
        _ = try folder.file("m.tests/good.json", #"{"mocks": {"Ask": {"return": 1}}}"#)
        let bad = try folder.file("m.tests/bad.json", content)
        let tool = try BuiltTool(["test", machine, "--junit", folder.path("j.xml")])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("\(bad)\(message)"), "\(tool.talk)")
        #expect(tool.output.contains("ok  good"))
        let xml = try String(contentsOfFile: folder.path("j.xml"), encoding: .utf8)
        #expect(xml.contains(#"tests="2" failures="0" errors="1""#))
    }

    @Test func oneBadMachineKeepsNoOtherFromBeingTried() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("a.asl.json", #"{"StartAt": "A", "States": {"A": {"Type": "Psas"}}}"#)
        _ = try folder.file("m.asl.json", Self.machine)
        for name in ["a", "m"] { _ = try folder.file("\(name).test.json", #"{"mocks": {}, "expect": {}}"#) }
        let tool = try BuiltTool(["test", folder.path(""), "--json"])
        #expect(tool.status == 1)
        let report = try JSON(parsing: tool.output)
        #expect(report[0]?["problems"]?[0]?["message"]?.string?.contains("a.asl.json:1:") == true)
        #expect(report[1]?["cases"]?[0]?["mismatches"]?[0]?["note"] == "There is no mock for the state 'Ask'")
    }

    @Test func inAFolderOfCasesInputsAndMocksAreNone() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("m.asl.json", Self.machine)
        try FileManager.default.createDirectory(atPath: folder.path("m.tests"), withIntermediateDirectories: true)
        let cases = try folder.file(
            "m.tests/c.json", #"{"inputFile": "in.json", "mockFile": "a.json", "expect": {"output": 2}}"#)
        _ = try folder.file("m.tests/in.json", "[1]")
        _ = try folder.file("m.tests/a.json", #"{"Ask": {"return": 2}}"#)
        _ = try folder.file("m.tests/other.mocks.json", "{}")
        let tool = try BuiltTool(["test", folder.path("m.tests")])
        #expect((tool.status, tool.talk) == (0, "1 case passes\n"))
        // The file alone is tried as well.
        #expect(try BuiltTool(["test", cases]).talk == "1 case passes\n")
    }

    @Test func aDrawingOfAnUnknownKindIsWrongUsage() throws {
        let tool = try BuiltTool(["test", ".", "--coverage-graph", "g.png"])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("--coverage-graph takes a file that ends in .svg, .html, .dot or .mmd"))
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

    @Test func aFolderOfCasesThatCannotBeReadIsNoFolderWithoutCases() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("a.asl.json", #"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a.tests"), withDestinationPath: folder.path("nowhere"))
        let tool = try BuiltTool(["test", folder.path("a.asl.json")])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("a.tests cannot be read: No such file or directory"))
    }

    @Test func callsOfAStateThatIsNotThereAreAMistake() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("a.asl.json", #"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#)
        _ = try folder.file("a.test.json", #"{"expect": {"calls": {"B": []}}}"#)
        let tool = try BuiltTool(["test", machine])
        #expect(tool.status == 64)
        #expect((tool.output + tool.talk).contains("The machine has no state 'B' to be called; it has: A"))
    }
}
