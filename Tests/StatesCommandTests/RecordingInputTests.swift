import Foundation
import JSON
import Testing

/// Where histories come from, and what must not be written into.
@Suite(.timeLimit(.minutes(5))) struct RecordingInputTests {
    private static let machine = """
        {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}
        """

    /// The events of an execution, as texts.
    private func events(in folder: TemporaryFolder) throws -> [String] {
        let mocks = try folder.file("mocks.json", #"{"A": {"return": 42}}"#)
        let machine = try folder.file("m.asl.json", Self.machine)
        let run = try BuiltTool(["run", machine, "--mocks", mocks, "--result", folder.path("r.json")])
        #expect(run.status == 0)
        let result = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: folder.path("r.json")))))
        return (result["history"]?.array ?? []).map { $0.text() }
    }

    private func page(_ events: ArraySlice<String>, isLast: Bool) -> String {
        "{\(isLast ? "" : #""nextToken": "t", "#)\"events\": [\(events.joined(separator: ","))]}"
    }

    @Test func pagesArePutTogether() throws {
        let folder = try TemporaryFolder()
        let events = try events(in: folder)
        let (first, second) = (page(events[..<3], isLast: false), page(events[3...], isLast: true))
        let files = [try folder.file("1.json", first), try folder.file("2.json", second)]
        #expect(try BuiltTool(["record"] + files).talk == "1 task results of 1 states\n")
        #expect(try BuiltTool(["replay", folder.path("m.asl.json")] + files).status == 0)
        let both = try folder.file("both.json", first + "\n" + second)
        #expect(try BuiltTool(["record", both]).status == 0)
        let one = try BuiltTool(["record", files[0]])
        #expect(one.status == 64)
        #expect(one.talk.contains("one page of several"))
    }

    @Test func pipesAreRead() throws {
        let folder = try TemporaryFolder()
        let text = page(try events(in: folder)[...], isLast: true)
        #expect(try BuiltTool(["record", "/dev/stdin"], input: text).status == 0)
    }

    @Test func whatIsNoMockFileStaysAsItIs() throws {
        let folder = try TemporaryFolder()
        let history = try folder.file("h.json", page(try events(in: folder)[...], isLast: true))
        let tool = try BuiltTool(["record", history, "--merge", folder.path("m.asl.json")])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("is not a mock file of Step Functions Local"))
        #expect(try String(contentsOfFile: folder.path("m.asl.json"), encoding: .utf8) == Self.machine)
    }

    @Test(arguments: ["--test-case", "--state-machine"]) func namesAreNotEmpty(_ option: String) throws {
        let tool = try BuiltTool(["record", "h.json", option, ""])
        #expect(tool.status == 64)
        #expect(tool.talk.contains("\(option) takes a name"))
    }

    @Test func dataThatIsMissingIsSaid() throws {
        let folder = try TemporaryFolder()
        var events = try events(in: folder)
        events[4].replace(#""output":"42","outputDetails":{"truncated":false}"#, with: #""a":1"#)
        let history = try folder.file("h.json", page(events[...], isLast: true))
        let record = try BuiltTool(["record", history])
        #expect(record.status == 64)
        #expect(record.talk.contains("Event 5: the result of the task of 'A' does not stand in the history"))
        let replay = try BuiltTool(["replay", folder.path("m.asl.json"), history])
        #expect(replay.status == 2)
        #expect(replay.output.hasPrefix("The replay ends at event 5: "))
    }

    @Test func theNamesOfTheExecutionCanBeGiven() throws {
        let folder = try TemporaryFolder()
        let machine = try folder.file(
            "n.asl.json",
            #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"n.$": "$$.Execution.Name"}, "End": true}}}"#
        )
        let result = folder.path("r.json")
        #expect(try BuiltTool(["run", machine, "--name", "first", "--result", result]).status == 0)
        #expect(try BuiltTool(["replay", machine, result]).status == 0)
        #expect(try BuiltTool(["replay", machine, result, "--name", "second"]).status == 1)
        let arn = "arn:aws:states:us-east-1:123456789012:execution:n:"
        #expect(try BuiltTool(["replay", machine, result, "--execution-arn", arn + "first"]).status == 0)
        #expect(try BuiltTool(["replay", machine, result, "--execution-arn", arn + "x"]).status == 1)
        #expect(
            try BuiltTool(["replay", machine, result, "--execution-arn", arn + "x", "--ignore", "output.n"]).status == 0
        )
        #expect(try BuiltTool(["replay", machine, result, "--execution-arn", "x"]).status == 64)
    }
}
