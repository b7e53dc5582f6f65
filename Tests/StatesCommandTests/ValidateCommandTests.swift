import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct ValidateCommandTests {
    static let good = #"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#
    static let bad = #"{"StartAt": "A", "States": {"A": {"Type": "Succed"}}}"#
    static let doubtful = #"{"StartAt": "A", "States": {"A": {"Type": "Fail", "Cause": "$.c"}}}"#

    @Test func severalFilesAreToldTogether() throws {
        let folder = try TemporaryFolder()
        let (good, bad) = (try folder.file("g.json", Self.good), try folder.file("b.json", Self.bad))
        let tool = try BuiltTool(["validate", good, bad])
        #expect(tool.status == 1)
        #expect(tool.output.hasPrefix("\(bad):1:43: SCHEMA_VALIDATION_FAILED: The field 'Type' should have"))
        #expect(tool.output.hasSuffix("\n  Did you mean 'Succeed'?\n"))
        #expect(tool.talk == "\n2 files: 1 error\n")
        let answer = try JSON(parsing: BuiltTool(["validate", "--json", good, bad]).output)
        #expect(answer["files"]?.array?.map { $0["result"] } == ["OK", "FAIL"])
    }

    @Test func warningsDoNotFail() throws {
        let tool = try BuiltTool(["validate", "-"], input: Self.doubtful)
        #expect(tool.status == 0)
        #expect(tool.output.hasPrefix("-:1:60: warning: NO_PATH: "))
        #expect(tool.talk == "\n-: 1 warning\n")
    }

    @Test func sarifGoesToAFileBesideTheTextOrToStandardOutput() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["validate", "-", "--sarif", folder.path("log.sarif")], input: Self.bad)
        #expect(tool.status == 1)
        #expect(tool.output.contains("Did you mean"))
        let log = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: folder.path("log.sarif")))))
        #expect(log["version"] == "2.1.0")
        #expect(try JSON(parsing: BuiltTool(["validate", "-", "--sarif", "-"], input: Self.bad).output) == log)
    }

    @Test func annotationsEscapeWhatGitHubWouldTakeForSyntax() throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["validate", "--github", folder.file("a,b:c.json", Self.bad)])
        #expect(tool.output.hasPrefix("::error file="))
        #expect(tool.output.contains("a%2Cb%3Ac.json,line=1,col=43,endColumn=51,title=SCHEMA_VALIDATION_FAILED::"))
        #expect(tool.output.hasSuffix("%0ADid you mean 'Succeed'?\n"))
    }

    @Test(arguments: [[], ["--json"], ["--github"], ["--sarif", "-"]])
    func namesCannotMoveTheCursor(_ options: [String]) throws {
        let text =
            "{\"StartAt\": \"\\u001b[31m\\u009b2J\", \"States\": {\"\u{9B}2J\u{202E}\": {\"Type\": \"Succeed\"}}}"
        let tool = try BuiltTool(["validate", "-"] + options, input: text)
        #expect(tool.status == 1)
        let dangerous = (tool.output + tool.talk).unicodeScalars.filter {
            $0 != "\n" && ($0.properties.generalCategory == .control || (0x202A...0x202E).contains($0.value))
        }
        #expect(dangerous.isEmpty)
    }

    @Test(arguments: [["-", "--json", "--github"], ["-", "-"], ["-", "/nowhere"], ["-", "--sarif", "/nowhere/x"]])
    func wrongUsageExitsWith64(_ arguments: [String]) throws {
        #expect(try BuiltTool(["validate"] + arguments, input: Self.good).status == 64)
    }
}
