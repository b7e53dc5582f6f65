import Foundation
import JSON
import Testing

/// Options of `states run` and `redrive` are looked at before anything runs.
@Suite(.timeLimit(.minutes(5))) struct RunOptionTests {
    private static let machine = #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#

    @Test(arguments: [
        (["--name", "a b"], "characters"), (["--name", "a:b"], "character"), (["--name", ""], "at least one"),
        (["--name", String(repeating: "x", count: 81)], "at most 80"), (["--seed", "-1"], "'-1' is invalid"),
        (["--function", "f=ftp://x/y"], "http or https"),
        (["--result", "/nowhere/r.json"], "No such file or directory"),
        (["--result", "/tmp"], "it is a folder"),
    ]) func whatCannotBeIsWrongUsage(_ options: [String], _ words: String) throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["run", folder.file("m.asl.json", Self.machine)] + options)
        #expect(tool.status == 64)
        #expect(tool.talk.contains(words.hasSuffix("s") ? String(words.dropLast()) : words))
        #expect(!tool.talk.contains("NSCocoa"))
        #expect(tool.output.isEmpty)
    }

    /// How a command is said helps nobody who said it right.
    @Test(arguments: [
        (["validate", "/"], "Error: / is a folder, not a file\n"),
        (["run", "/none"], "Error: There is no file /none\n"),
    ]) func aFileThatCannotBeReadIsNamedAlone(_ arguments: [String], _ talk: String) throws {
        let tool = try BuiltTool(arguments)
        #expect((tool.status, tool.talk, tool.output) == (64, talk, ""))
    }

    @Test func whatAFunctionSaysCannotMoveTheCursor() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file(
            "m.asl.json",
            #"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E\u001b[2J", "Cause": "a\nError: forged\u202e"}}}"#
        )
        let tool = try BuiltTool(["run", machine, "--history"])
        #expect(tool.talk.hasSuffix("Error: E [2J\nCause: a Error: forged \n"))
        #expect(!tool.talk.unicodeScalars.contains("\u{1B}"))
    }

    @Test func theNameOfAFileMakesAnARN() throws {
        let folder = try TemporaryFolder()
        let result = folder.path("r.json")
        let tool = try BuiltTool(["run", folder.file("a:b c.json", Self.machine), "--result", result])
        #expect(tool.status == 0)
        let json = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: result))))
        #expect(json["executionArn"] == "arn:aws:states:us-east-1:123456789012:execution:a_b_c:run")
    }

    @Test func anExpressExecutionHasAnARNOfItsKind() throws {
        let folder = try TemporaryFolder()
        let result = folder.path("r.json")
        let machine =
            #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "OutputPath": "$$.Execution.Id", "End": true}}}"#
        let tool = try BuiltTool(["run", folder.file("m.asl.json", machine), "--express", "--result", result])
        let json = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: result))))
        let arn = try #require(json["executionArn"]?.string)
        #expect(arn.hasPrefix("arn:aws:states:us-east-1:123456789012:express:m:run:"))
        #expect(tool.output == "\"\(arn)\"\n")
    }

    @Test func anInputThatIsTooLargeIsRefused() throws {
        let folder = try TemporaryFolder()
        let input = try folder.file("i.json", "\"\(String(repeating: "x", count: 262_143))\"")
        let tool = try BuiltTool(["run", folder.file("m.asl.json", Self.machine), "--input", input])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("more than the 262144 bytes"))
    }

    @Test func aRedriveIsNotBeforeTheFailure() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file(
            "f.asl.json", #"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}"#)
        #expect(try BuiltTool(["run", machine, "--result", folder.path("r.json")]).status == 1)
        let tool = try BuiltTool(["redrive", folder.path("r.json"), "--at", "2020-01-01T00:00:00Z"])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("--at is before the execution ended"))
    }
}
