import Foundation
import JSON
import Testing

/// Whatever the file: the built tool says what is wrong, soon, and does not crash.
@Suite(.timeLimit(.minutes(5))) struct HostileInputTests {
    private static let pass = #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#

    /// A Parallel inside a Parallel, and so on.
    private static func nested(_ depth: Int) -> String {
        (0..<depth).reduce(pass) { machine, _ in
            #"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [\#(machine)], "End": true}}}"#
        }
    }

    @Test(arguments: [
        (String(repeating: "[", count: 100_000), "nested more than 500 levels deep"),
        (String(repeating: #"{"a":"#, count: 100_000), "nested more than 500 levels deep"),
        (nested(33), "nest"),
        (#"{"StartAt": "\u0007", "States": {"\u0007": {"Type": "Succeed"}}}"#, "control characters"),
        (#"{"StartAt": "A"#, "closing quote"),
        ("", "the text is empty"),
        ("\u{0}", "expected a value"),
    ])
    func everyFaultIsNamed(_ text: String, _ words: String) throws {
        let folder = try TemporaryFolder()
        let tool = try BuiltTool(["validate", folder.file("m.asl.json", text)])
        #expect(tool.status == 1)
        #expect((tool.talk + tool.output).contains(words))
    }

    /// Close to a mebibyte, which is all that the service takes.
    private static func large(states: Int) -> String {
        let filler = String(repeating: "x", count: 180)
        let members = (0..<states).map { number in
            #""S\#(number)": {"Type": "Pass", "Comment": "\#(filler)", "Parameters": {"a.$": "$.b[\#(number)]"}, "#
                + (number + 1 < states ? #""Next": "S\#(number + 1)"}"# : #""End": true}"#)
        }
        return #"{"StartAt": "S0", "States": {\#(members.joined(separator: ","))}}"#
    }

    @Test func aMegabyteIsCheckedInSeconds() throws {
        let folder = try TemporaryFolder()
        let text = Self.large(states: 3800)
        #expect((900_000...1_048_576).contains(text.utf8.count))
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try BuiltTool(["validate", folder.file("m.asl.json", text)]).status == 0)
        // Without optimisation and beside other tests; alone it takes a fifth of that.
        #expect(clock.now - start < .seconds(10))
        let tooLarge = try BuiltTool(["validate", folder.file("l.asl.json", Self.large(states: 4200))])
        #expect(tooLarge.status == 64)
        #expect(tooLarge.talk.contains("longer than the 1048576 characters"))
    }

    /// Goes on until there is no room for another event.
    private static let loop = """
        {"StartAt": "A", "States": {
          "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 99999999, "BackoffRate": 1}], "End": true}}}
        """

    @Test func aFullHistoryIsReplayedAndRecorded() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file("m.asl.json", Self.loop)
        let mocks = try folder.file(
            "mocks.json",
            #"{"StateMachines": {"m": {"TestCases": {"t": {"A": "r"}}}}, "#
                + #""MockedResponses": {"r": {"0-9999": {"Throw": {"Error": "Busy", "Cause": "later"}}}}}"#)
        let result = folder.path("result.json")
        let run = try BuiltTool(["run", machine, "--mocks", mocks, "--result", result])
        #expect(run.status == 1)
        #expect(run.talk.contains("The execution reached the maximum number of history events (25000)."))
        #expect(try BuiltTool(["record", result, "--output", folder.path("recorded.json")]).status == 0)
        let replay = try BuiltTool(["replay", machine, result])
        #expect(replay.output == "Equal: all 25000 recorded events happen again\n")
        let redrive = try BuiltTool(["redrive", result, "--mocks", mocks])
        #expect(redrive.status == 1)
        #expect(redrive.talk.contains("Execution history event limit exceeded"))
    }
}
