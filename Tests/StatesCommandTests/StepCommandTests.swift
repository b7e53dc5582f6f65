import Foundation
import JSON
import StatesDebugging
import Testing

@testable import StatesCommand

@Suite(.timeLimit(.minutes(2))) struct StepCommandTests {
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

    private func step(_ lines: [String], _ arguments: [String] = []) throws -> BuiltTool {
        let folder = try TemporaryFolder()
        return try BuiltTool(
            ["step", folder.file("m.asl.json", Self.machine)] + arguments, input: lines.joined(separator: "\n") + "\n")
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
                #"{"id": 1, "method": "initialise"}"#, "{", String(repeating: "x", count: 5 << 20),
                #"{"id": 2, "method": "state"}"#, #"{"id": 3, "method": "quit"}"#, "never read",
            ], ["--protocol", "json"])
        #expect(tool.status == 0)
        let answers = try tool.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
            .filter { $0["event"] == nil }
        #expect(answers.map { $0["id"] } == [1, .null, .null, 2, 3])
        #expect(answers.map { $0["error"]?["code"] } == [nil, "notJSON", "tooLong", nil, nil])
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

    @Test(
        arguments: [
            ("s", .go(.step)), ("next", .go(.over)), ("r", .go(.run)), ("b 3", .back(3)), ("ag", .again),
            ("br as:error", .setBreakpoint(Breakpoint("Ask", .error))),
            ("break *:after", .setBreakpoint(Breakpoint("*", .after))),
            ("p  $.a b ", .evaluate("$.a b")), ("set result $.a 1", .set(.result, path: "$.a", 1)),
            ("ok", .succeed([:])),
            ("f Busy try later", .fail("Busy", cause: "try later")), ("o", .show(.result)), ("?", .help),
        ] as [(String, StepInstruction)])
    func commandsHaveShortForms(_ line: String, _ instruction: StepInstruction) throws {
        #expect(try InstructionParser(stateNames: ["Ask", "Add"]).parse(line) == instruction)
    }
}
