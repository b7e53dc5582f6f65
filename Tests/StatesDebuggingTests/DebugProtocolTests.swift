import JSON
import StatesDebugging
import StatesLanguage
import Testing

@Suite struct DebugProtocolTests {
    /// The last line that answers each request, without the events before it.
    private func responses(_ lines: [String], answering outcome: TaskOutcome? = .succeeded(42)) async throws -> [JSON] {
        var debugProtocol = DebugProtocol(try Samples.session(), driver: Samples.driver(outcome))
        var last: [JSON] = []
        for line in lines {
            let answers = await debugProtocol.respond(to: line)
            last.append(try #require(answers.last))
        }
        return last
    }

    @Test func aSessionIsDrivenByRequests() async throws {
        let answers = try await responses(
            [
                #"{"id": 1, "method": "initialize"}"#,
                #"{"id": 2, "method": "setBreakpoints", "params": {"breakpoints": [{"state": "Ask"}]}}"#,
                #"{"id": 3, "method": "continue"}"#,
                #"{"id": 4, "method": "setInput", "params": {"path": "$.items", "value": [1]}}"#,
                #"{"id": 5, "method": "evaluate", "params": {"expression": "$.items"}}"#,
                #"{"id": 6, "method": "next"}"#, #"{"id": 7, "method": "again"}"#,
                #"{"id": 8, "method": "fail", "params": {"error": "Bad", "cause": "why"}}"#,
                #"{"id": 9, "method": "back"}"#, #"{"id": 10, "method": "setResult", "params": {"value": 7}}"#,
                #"{"id": 11, "method": "succeed", "params": {"value": 8}}"#, #"{"id": 12, "method": "continue"}"#,
                #"{"id": 13, "method": "restart"}"#, #"{"id": 14, "method": "step"}"#,
                #"{"id": 15, "method": "state"}"#,
                #"{"id": 16, "method": "quit"}"#,
            ])
        #expect(answers.map { $0["id"] } == (1...16).map { .int($0) })
        #expect(answers[0]["result"]?["states"] == ["Nap", "Ask", "Both", "Left", "Right", "Each", "Do", "Sorry"])
        #expect(answers[2]["result"]?["breakpoint"] == ["state": "Ask", "moment": "before"])
        #expect(
            answers[2]["result"]?["hits"] == [
                [
                    "breakpoint": ["state": "Ask", "moment": "before"], "state": "Ask", "moment": "before",
                    "pointer": "/States/Ask", "strand": 1,
                ]
            ])
        #expect(answers[4]["result"] == ["value": [1]])
        #expect(answers[5]["result"]?["focus"]?["state"] == "Both")
        #expect(answers[7]["result"]?["focus"]?["state"] == "Sorry")
        #expect(answers[8]["result"]?["outcome"] == ["error": "Bad", "cause": "why"])
        #expect(answers[9]["result"]?["outcome"] == ["result": 7])
        #expect(answers[10]["result"]?["focus"]?["input"]?["answer"] == 8)
        #expect(answers[11]["result"]?["output"] == [42])
        #expect(answers[12]["result"]?["position"] == 0)
        #expect(answers[14]["result"]?["focus"]?["standing"] == "waiting")
    }

    @Test func newEventsOfTheHistoryComeBeforeTheResponse() async throws {
        var debugProtocol = DebugProtocol(try Samples.session(), driver: Samples.driver())
        _ = await debugProtocol.respond(to: #"{"method": "initialize"}"#)
        let lines = await debugProtocol.respond(to: #"{"id": "x", "method": "step"}"#)
        #expect(lines.map { $0["body"]?["type"] ?? $0["id"] } == ["WaitStateEntered", "x"])
        #expect(lines[0]["event"] == "history")
    }

    @Test func aTaskOfTheUsersIsDescribed() async throws {
        let answers = try await responses(
            [#"{"method": "initialize"}"#, #"{"method": "continue"}"#], answering: .none)
        #expect(answers[1]["result"]?["reason"] == "waitsForAnswer")
        #expect(answers[1]["result"]?["task"]?["resource"] == "arn:aws:states:::lambda:invoke")
        #expect(answers[1]["result"]?["task"]?["state"] == "Ask")
        #expect(answers[1]["result"]?["task"]?["strand"] == 1)
    }

    @Test(arguments: [
        ("", "notJSON"), ("nonsense", "notJSON"), ("[]", "badRequest"), ("{}", "badRequest"),
        (#"{"method": 1}"#, "badRequest"), (#"{"method": "fly"}"#, "unknownMethod"),
        (#"{"method": "step", "params": []}"#, "badParams"),
        (#"{"method": "back", "params": {"count": -1}}"#, "badParams"),
        (#"{"method": "back"}"#, "atStart"), (#"{"method": "again"}"#, "atStart"),
        (#"{"method": "evaluate"}"#, "badParams"),
        (#"{"method": "evaluate", "params": {"expression": 1}}"#, "badParams"),
        (#"{"method": "evaluate", "params": {"expression": "$.none"}}"#, "badExpression"),
        (#"{"method": "setInput"}"#, "badParams"),
        (#"{"method": "setInput", "params": {"value": 1, "path": "$[*]"}}"#, "badPath"),
        (#"{"method": "succeed", "params": {"value": 1}}"#, "noTask"), (#"{"method": "fail"}"#, "badParams"),
        (#"{"method": "setBreakpoints"}"#, "badParams"),
        (#"{"method": "setBreakpoints", "params": {"breakpoints": [{"state": "A", "moment": "x"}]}}"#, "badParams"),
        (#"{"method": "setBreakpoints", "params": {"breakpoints": [{"state": "Nope"}]}}"#, "badParams"),
        (#"{"method": "setBreakpoints", "params": {"breakpoints": [{"state": "/States/Nope"}]}}"#, "badParams"),
        (#"{"method": "setBreakpoints", "params": {"breakpoints": [{"state": "Ask", "moment": 5}]}}"#, "badParams"),
        (String(repeating: "[", count: 100_000), "notJSON"),
    ])
    func aLineThatCannotBeCarriedOutIsRefused(_ line: String, _ code: String) async throws {
        let answers = try await responses([#"{"method": "initialize"}"#, line, #"{"method": "state"}"#])
        #expect(answers[1]["error"]?["code"]?.string == code)
        #expect(answers[1]["error"]?["message"]?.string?.isEmpty == false)
        #expect(answers[2]["result"]?["position"] == 0)
    }

    @Test func nothingIsDoneBeforeTheClientSaysHello() async throws {
        let answers = try await responses([#"{"id": 1, "method": "step"}"#])
        #expect(answers[0]["error"]?["code"] == "notInitialized")
    }
}
