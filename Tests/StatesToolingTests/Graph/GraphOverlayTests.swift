import JSON
import StatesLanguage
import StatesTooling
import Testing

@Suite struct GraphOverlayTests {
    private func overlay(_ source: JSON, input: JSON = [:], mocks: JSON = [:]) async throws -> GraphOverlay {
        let execution = try await Machines.run(source, input: input, mocks: mocks)
        let history = try RecordedHistory(execution.result)
        let replay = Replay(try Definition(source), history)
        #expect(replay.divergence == nil)
        return GraphOverlay(
            ExecutionTrace(history.events), on: MachineGraph(source), decisions: replay.decisions)
    }

    private static let twoRules: JSON = [
        "StartAt": "C",
        "States": [
            "C": [
                "Type": "Choice", "Default": "D",
                "Choices": [
                    ["Variable": "$.x", "NumericEquals": 1, "Next": "D"],
                    ["Variable": "$.x", "NumericEquals": 2, "Next": "D"],
                ],
            ],
            "D": ["Type": "Pass", "End": true],
        ],
    ]

    @Test(arguments: [(1, "Choices/0", 1), (2, "Choices/1", 2), (3, "Default", 3)])
    func ofEdgesBetweenTheSameStatesTheOneTakenIsMarked(_ x: Int, _ taken: String, _ link: Int) async throws {
        let overlay = try await overlay(Self.twoRules, input: ["x": .int(x)])
        let places = ["Choices/0", "Choices/1", "Default"].filter { overlay.marks["/States/C/\($0)"] != nil }
        #expect(places == [taken])
        #expect(MachineGraph(Self.twoRules).mermaid(overlay: overlay).contains("linkStyle 0,\(link) stroke"))
    }

    @Test func whatCannotBeToldApartIsAllMarked() async throws {
        let execution = try await Machines.run(Self.twoRules, input: ["x": 2])
        let marks = GraphOverlay(ExecutionTrace(execution.history), on: MachineGraph(Self.twoRules)).marks
        #expect(["Choices/0", "Choices/1", "Default"].allSatisfy { marks["/States/C/\($0)"] != nil })
    }

    @Test(arguments: [("E", []), (nil, ["/States/A"])] as [(String?, Set<String>)])
    func onlyAStateThatSucceededLedToTheEnd(_ error: String?, _ ends: Set<String>) async throws {
        let source: JSON = ["StartAt": "A", "States": ["A": Machines.task()]]
        let mock: JSON = error.map { ["throw": ["error": .string($0)]] } ?? ["return": 1]
        let overlay = try await overlay(source, mocks: ["A": [mock]])
        #expect(overlay.ends == ends)
        let reached = MachineGraph(source).svg(overlay: overlay, title: "").split(separator: "class=\"edge reached\"")
        #expect(reached.count - 1 == 1 + ends.count)
    }

    @Test func whatWasGivenUpDidNotFail() async throws {
        let source: JSON = [
            "StartAt": "P",
            "States": [
                "P": [
                    "Type": "Parallel", "End": true,
                    "Branches": [
                        [
                            "StartAt": "A",
                            "States": ["A": Machines.task(["Retry": [["ErrorEquals": ["R"]]], "End": true])],
                        ],
                        ["StartAt": "W", "States": ["W": ["Type": "Wait", "Seconds": 100, "End": true]]],
                    ],
                ]
            ],
        ]
        let mocks: JSON = ["A": [["throw": ["error": "R"]], ["throw": ["error": "R"]], ["throw": ["error": "E"]]]]
        let marks = try await overlay(source, mocks: mocks).marks
        #expect(marks["/States/P"]?.tone == .failed)
        #expect(marks["/States/P/Branches/0/States/A"] == .init(.failed, note: "1× · 2 retries · 3 s"))
        #expect(marks["/States/P/Branches/1/States/W"]?.tone == .givenUp)
    }

    @Test func statesThatAMachineDoesNotHaveAreTold() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        let trace = ExecutionTrace(execution.history)
        #expect(MachineGraph(Machines.order).unknownStates(in: trace).isEmpty)
        #expect(MachineGraph(Self.twoRules).unknownStates(in: trace) == ["Ask", "Each", "Treat", "Enough", "Much"])
    }
}
