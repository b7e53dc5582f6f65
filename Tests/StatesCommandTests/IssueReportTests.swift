import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import Testing

@testable import StatesCommand

@Suite struct IssueReportTests {
    private func file(_ text: String) throws -> DefinitionFile {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).asl.json")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try DefinitionFile(path: url.path)
    }

    @Test func problemShowsItsLineWithACaret() throws {
        let file = try file(
            """
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Pass", "Next": "B" }
              }
            }
            """)
        let text = IssueReport(file.issues(substitutions: [:]), in: file).text
        #expect(
            text == """
                \(file.path):1:1: MISSING_END_STATE: Workflow has no terminal state (at /)
                  {
                  ^
                  Give a state "End": true, or end in a Succeed or Fail state.

                \(file.path):4:36: MISSING_TRANSITION_TARGET: Missing 'Next' target: B (at /States/A/Next)
                      "A": { "Type": "Pass", "Next": "B" }
                                                     ^^^
                """)
    }

    @Test func linesMayEndAsOnWindows() throws {
        let file = try file(
            "{\r\n  \"StartAt\": \"B\",\r\n  \"States\": {\r\n    \"A\": {\"Type\": \"Pass\"}\r\n  }\r\n}\r\n")
        let report = IssueReport(file.issues(substitutions: [:]), in: file)
        #expect(report.entries.map(\.line).contains("    \"A\": {\"Type\": \"Pass\"}"))
        let problem = #expect(throws: JSONProblem.self) { try self.file("{\r\n  \"StartAt\": }\r\n") }
        let entry = try IssueReport(#require(problem)).entries[0]
        #expect(entry.line == "  \"StartAt\": }")
        #expect(entry.spot.line == 2)
    }

    @Test func twoStatesOfOneNameAreTold() throws {
        let file = try file(#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Succeed"}}}"#)
        let report = IssueReport(file.issues(substitutions: [:]), in: file)
        #expect(report.hasErrors)
        #expect(report.json["diagnostics"]?[0]?["code"] == "DUPLICATE_STATE_NAME")
        #expect(report.json["diagnostics"]?[0]?["column"] == 55)
    }

    @Test func fileThatIsNoJSONIsToldWithItsPlace() throws {
        let problem = #expect(throws: JSONProblem.self) { try file("{\n  \"StartAt\": }") }
        let report = try IssueReport(#require(problem))
        #expect(report.text.contains(":2:14: INVALID_JSON_DESCRIPTION: "))
    }
}

@Suite struct HistoryViewTests {
    @Test(arguments: [
        (Duration.milliseconds(7), "0.007s"), (.seconds(125), "2m05s"), (.seconds(3600), "1h00m"),
        (.seconds(90_000), "1d01h"),
    ])
    func durationIsShort(_ duration: Duration, _ text: String) {
        #expect(HistoryView.text(of: duration) == text)
    }

    @Test func eventsAreIndentedByWhatTheyHappenIn() async throws {
        let definition = try Definition([
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map",
                    "ItemProcessor": ["StartAt": "P", "States": ["P": ["Type": "Pass", "End": true]]], "End": true,
                ]
            ],
        ])
        let start = Timestamp(seconds: 0)
        var (view, lines) = (HistoryView(start: start), [String]())
        _ = await Interpreter(runner: MockTaskRunner([:]), clock: VirtualClock(now: start))
            .run(Execution(definition, input: [1])) { lines.append(String(view.line(for: $0).dropFirst(19))) }
        #expect(
            lines == [
                "ExecutionStarted", "MapStateEntered  M", "  MapStateStarted", "  MapIterationStarted  M",
                "    PassStateEntered  P", "    PassStateExited  P", "  MapIterationSucceeded  M",
                "  MapStateSucceeded",
                "MapStateExited  M", "ExecutionSucceeded",
            ])
    }
}

extension HistoryViewTests {
    /// After a retry of a Map and an aborted branch, lines stand again where they stood.
    @Test func whatWasGivenUpIndentsNothingAfterIt() async throws {
        let task: JSON = ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]
        let definition = try Definition([
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map", "ItemProcessor": ["StartAt": "T", "States": ["T": task]],
                    "Retry": [["ErrorEquals": ["Busy"], "MaxAttempts": 1]], "Next": "P",
                ],
                "P": [
                    "Type": "Parallel",
                    "Branches": [
                        ["StartAt": "B", "States": ["B": task]],
                        ["StartAt": "W", "States": ["W": ["Type": "Wait", "Seconds": 9, "End": true]]],
                    ], "Catch": [["ErrorEquals": ["States.ALL"], "Next": "E"]], "End": true,
                ],
                "E": ["Type": "Pass", "End": true],
            ],
        ])
        let start = Timestamp(seconds: 0)
        let runner = try MockTaskRunner([
            "T": [["throw": ["error": "Busy"]], ["return": 1]], "B": ["throw": ["error": "Bad"]],
        ])
        var (view, lines) = (HistoryView(start: start), [String]())
        _ = await Interpreter(runner: runner, clock: VirtualClock(now: start))
            .run(Execution(definition, input: [1])) { lines.append(String(view.line(for: $0).dropFirst(19))) }
        let edges = lines.filter { $0.contains("State") && !$0.contains("MapState") || $0.contains("  M") }
        #expect(lines.filter { $0.hasSuffix("  T") }.allSatisfy { $0.hasPrefix("    TaskState") })
        #expect(edges.contains("MapStateExited  M"), "\(lines)")
        #expect(edges.contains("ParallelStateExited  P"), "\(lines)")
        #expect(edges.contains("PassStateEntered  E"), "\(lines)")
        #expect(lines.filter { $0.hasSuffix("  B") || $0.hasSuffix("  W") }.allSatisfy { $0.hasPrefix("  ") })
    }
}

@Suite struct SubstitutionOptionsTests {
    @Test func valueMayHoldAnEqualsSign() throws {
        let options = try SubstitutionOptions.parse(["--substitute", "A=x=y", "--substitute", "B="])
        #expect(options.values == ["A": "x=y", "B": ""])
    }

    @Test(arguments: ["A", "=x"])
    func otherTextIsAUsageError(_ pair: String) {
        #expect(throws: (any Error).self) { try SubstitutionOptions.parse(["--substitute", pair]) }
    }
}
