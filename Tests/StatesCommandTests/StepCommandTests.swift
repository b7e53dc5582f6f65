import Foundation
import JSON
import StatesDebugging
import StatesLanguage
import Testing

@testable import StatesCommand

@Suite(.serialized, .timeLimit(.minutes(5))) struct StepCommandTests {
    static let machine = """
        {
          "StartAt": "Ask",
          "States": {
            "Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 5 }], "Next": "Add"
            },
            "Add": { "Type": "Pass", "Parameters": { "twice.$": "$.price" }, "End": true }
          }
        }
        """

    private func step(
        _ lines: [String], _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> BuiltTool {
        let folder = try TemporaryFolder()
        return try BuiltTool(
            ["step", folder.file("m.asl.json", Self.machine)] + arguments, input: lines.joined(separator: "\n") + "\n",
            environment: environment)
    }

    @Test func aSessionInAPipeIsPlainLines() throws {
        let tool = try step([
            "break Ask:retry", "continue", "fail Busy later", "where", "c", "succeed {\"price\": 3}",
            "set input $.price 4",
            "p {% $states.input.price * 2 %}", "n", "back", "w", "q", "never read",
        ])
        #expect(tool.status == 0)
        #expect(tool.talk.isEmpty)
        #expect(!tool.output.contains("\u{1B}"))
        for line in [
            "Ask (Task) waits for the result of its task", "breakpoint Ask:retry", "→ Ask (Task) delayed",
            "  input: {\"price\":4}", "8", "SUCCEEDED", "  output: {\"twice\":4}", "→ Add (Pass) entering",
        ] {
            #expect(tool.output.contains(line + "\n"), "\(line) in\n\(tool.output)")
        }
    }

    @Test func mocksAnswerAndBreakpointsComeFromTheCommandLine() throws {
        let folder = try TemporaryFolder()
        let mocks = try folder.file("mocks.json", #"{"Ask": {"0": {"return": {"price": 1}}}}"#)
        let tool = try step(["c", "p $.price", "c"], ["--mocks", mocks, "--break", "add"])
        #expect(tool.output.contains("breakpoint Add:before"))
        #expect(tool.output.hasSuffix("  output: {\"twice\":1}\n"))
    }

    @Test func mistakesAreToldAndTheSessionGoesOn() throws {
        let tool = try step([
            "fly", "b", "s x y", "print", "print $.none", "set input {", "set input $..x 1", "fail", "succeed {",
            "break Nowhere",
            "delete 7", "set", "again", "é\u{7}", String(repeating: "x", count: 300_000), "input",
        ])
        #expect(tool.status == 0)
        #expect(tool.output.contains("There is no command 'fly'; help lists them."))
        #expect(tool.output.contains("There is no state 'Nowhere'. There are: Ask, Add"))
        #expect(tool.output.contains("This is the start."))
        #expect(!tool.output.contains("\u{7}"))
        #expect(tool.output.hasSuffix("{}\n"))
    }

    @Test func theProtocolAnswersEveryLine() throws {
        let tool = try step(
            [
                #"{"id": 1, "method": "initialize"}"#, "{", String(repeating: "x", count: 5 << 20),
                #"{"id": 2, "method": "state"}"#, #"{"id": 3, "method": "quit"}"#, "never read",
            ], ["--protocol", "json"])
        #expect(tool.status == 0)
        let answers = try tool.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
            .filter { $0["event"] == nil }
        #expect(answers.map { $0["id"] } == [1, .null, .null, 2, 3])
        #expect(answers.map { $0["error"]?["code"] } == [nil, "notJSON", "tooLong", nil, nil])
    }

    @Test func aStateInColourIsNotMistakenForAnAttack() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(["step", folder.file("m.asl.json", Self.machine)])
        #expect(try terminal.read(until: "(states) ").contains("\u{1B}[1mAsk\u{1B}[0m (Task) is about to be entered"))
        try terminal.type("q\n")
        #expect(terminal.end() == 0)
    }

    /// An editor that reads from the terminal, as all that are no windows do, then says what it was given.
    @Test func anEditorHasTheTerminal() throws {
        let folder = try TemporaryFolder()
        let editor = try folder.file("edit.sh", "read answer </dev/tty\necho \"{\\\"price\\\": $answer}\" > \"$1\"\n")
        let terminal = try PseudoTerminal(
            ["step", folder.file("m.asl.json", Self.machine)], environment: ["EDITOR": "sh \(editor)"])
        _ = try terminal.read(until: "(states) ")
        try terminal.type("edit\n")
        try terminal.type("7\n")
        #expect(try terminal.read(until: "(states) ").contains(#"input: {"price":7}"#))
        try terminal.type("q\n")
        #expect(terminal.end() == 0)
    }

    @Test func whatTheEditorLeavesAloneStays() throws {
        let tool = try step(
            ["set input {\"price\": 3}", "edit", "edit result", "edit foo", "input"], environment: ["EDITOR": "true"])
        #expect(tool.output.components(separatedBy: "Nothing was changed.\n").count == 3)
        #expect(tool.output.contains("edit what? One of: edit input, edit result, edit variables\n"))
        #expect(tool.output.hasSuffix("{\n  \"price\": 3\n}\n"), "\(tool.output)")
    }

    @Test func whatThePreviousStatePassesOnIsEditedAsItsResult() throws {
        let tool = try step(
            ["succeed {\"price\": 3}", "edit result"], environment: ["EDITOR": "sed -i s/3/4/"])
        #expect(tool.output.hasSuffix("  input: {\"price\":4}\n"), "\(tool.output)")
    }

    @Test(
        arguments: [
            (["--break", "/States/Nope"], "There is no state '/States/Nope'"),
            (["--break", ""], "break at which state?"),
            (["--break", "Ask:foo"], "There is no moment 'foo'. There are: before, after, error, retry"),
            (["--test-case", "x"], "--test-case chooses in a file of mocks; name the file with --mocks"),
        ] as [([String], String)])
    func whatCanNeverWorkIsRefused(_ arguments: [String], _ message: String) throws {
        let tool = try step(["q"], arguments)
        #expect(tool.status == 64)
        #expect(tool.talk.contains(message), "\(tool.talk)")
    }

    @Test(arguments: [
        ("b Ask:error", "back takes a number of steps, not 'Ask:error'; a breakpoint is set with: break STATE"),
        ("delete 5", "There is no breakpoint 5."), ("history 9", "There is no event 9; there are 1."),
        ("fail \"My", "The quotation mark is not closed."),
    ])
    func aLineThatCannotBeMeantIsExplained(_ line: String, _ message: String) throws {
        #expect(try step([line, "q"]).output.contains(message + "\n"))
    }

    @Test func aHitSaysWhatHappenedAndATaskHowItIsAnswered() throws {
        let tool = try step(["break *:retry", "c", "fail Busy later", "history 2", "q"])
        #expect(tool.output.contains("\n  answer it: succeed JSON, or fail ERROR CAUSE\n"))
        #expect(tool.output.contains("\nbreakpoint Ask:retry  (*:retry)\n"), "\(tool.output)")
        #expect(tool.output.contains(#""type": "TaskStateEntered""#))
    }

    @Test func onATerminalThereIsAPromptAndCtrlCReturnsToIt() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(["step", folder.file("m.asl.json", Self.machine)])
        #expect(try terminal.read(until: "(states) ").contains("Ask"))
        try terminal.type("\u{3}")
        _ = try terminal.read(until: "(states) ")
        try terminal.type("s\n")
        #expect(try terminal.read(until: "(states) ").contains("waits for the result of its task"))
        try terminal.type("q\n")
        #expect(terminal.end() == 0)
    }

    static let parser = InstructionParser(
        states: ["Ask", "Add"].map { Definition.StatePlace(name: $0, pointer: "/States/\($0)") })

    @Test(
        arguments: [
            ("s", .go(.step)), ("next", .go(.over)), ("r", .go(.run)), ("b 3", .back(3)), ("ag", .again),
            ("br as:error", .setBreakpoint(Breakpoint("Ask", .error))),
            ("break *:after", .setBreakpoint(Breakpoint("*", .after))),
            ("p  $.a b ", .evaluate("$.a b")), ("set result $.a 1", .set(.result, path: "$.a", 1)),
            (#"set input $["a b"]['c ]'] 2"#, .set(.input, path: #"$["a b"]['c ]']"#, 2)),
            ("set variables {}", .set(.variables, path: nil, [:])), ("history 3", .showEvent(3)),
            (#"fail "My \"Error" cause"#, .fail(#"My "Error"#, cause: "cause")),
            ("break /States/Add:error", .setBreakpoint(Breakpoint("/States/Add", .error))),
            ("ok", .succeed([:])),
            ("f Busy try later", .fail("Busy", cause: "try later")), ("o", .show(.result)), ("?", .help),
        ] as [(String, StepInstruction)])
    func commandsHaveShortForms(_ line: String, _ instruction: StepInstruction) throws {
        #expect(try Self.parser.parse(line) == instruction)
    }
}
