import JSON
import StatesLanguage
import StatesTesting
import Testing

@Suite struct ExpectationTests {
    static let machine: JSON = [
        "StartAt": "Ask",
        "States": [
            "Ask": [
                "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.answer",
                "Assign": ["seen": true], "Next": "Done",
            ],
            "Done": ["Type": "Succeed"],
        ],
    ]

    /// The mismatches of one case in words, with what it expects.
    private func mismatches(_ expect: JSON, mock: JSON = ["return": ["a": 1, "b": [1, 2]]]) async throws -> [String] {
        let suite = try TestSuite(
            ["input": [:], "mocks": ["Ask": mock], "expect": expect], name: "case", machineName: "m"
        ) { _ in [:] }
        let test = try #require(suite.cases.first)
        return await test.run(try Definition(Self.machine)).mismatches.map(\.description)
    }

    @Test(
        arguments: [
            (["output": ["answer": ["a": 1, "b": [1, 2]]]], []),
            (["outputContains": ["answer": ["a": 1]]], []),
            (["output": ["answer": ["a": 1]]], ["output $.answer.b: expected nothing, but there is [1,2]"]),
            (["outputContains": ["answer": ["b": [1]]]], ["output $.answer.b[1]: expected nothing, but there is 2"]),
            (["outputContains": ["answer": ["b": [1, 3]]]], ["output $.answer.b[1]: expected 3, but was 2"]),
            (["outputContains": ["a b": 1]], [#"output $["a b"]: expected 1, but there is nothing"#]),
            (["path": ["Ask", "Done"], "variables": ["seen": true], "events": ["TaskScheduled": 1]], []),
            (["path": ["Ask"]], [#"path[1]: expected nothing, but there is "Done" (after Ask)"#]),
            (["path": ["Wait", "Done"]], [#"path[0]: expected "Wait", but was "Ask""#]),
            (["pathContains": ["Done", "Ask"]], [#"path: expected "Ask", but was ["Ask","Done"] (as a part of it)"#]),
            (["variables": ["seen": false]], ["variables $.seen: expected false, but was true"]),
            (["events": ["TaskFailed": 1]], ["events TaskFailed: expected 1, but was 0"]),
            (
                ["error": "Busy"],
                [
                    #"status: expected "FAILED", but was "SUCCEEDED""#,
                    #"error: expected "Busy", but there is nothing"#,
                ]
            ),
        ] as [(JSON, [String])])
    func whatDiffersIsToldByItsPlace(_ expect: JSON, _ expected: [String]) async throws {
        #expect(try await mismatches(expect) == expected)
    }

    @Test func aFailureIsToldWithItsCause() async throws {
        #expect(
            try await mismatches([:], mock: ["throw": ["error": "Busy", "cause": "later"]])
                == [#"status: expected "SUCCEEDED", but was "FAILED" (Busy: later)"#])
        #expect(
            try await mismatches(
                ["error": "Busy", "causeContains": "late"], mock: ["throw": ["error": "Busy", "cause": "later"]]) == [])
    }

    @Test func aMissingMockIsTold() async throws {
        #expect(try await mismatches([:], mock: ["0": ["throw": ["error": "x"]]]).first?.contains("x") == true)
        let suite = try TestSuite(["expect": [:]], name: "case", machineName: "m") { _ in [:] }
        let run = await suite.cases[0].run(try Definition(Self.machine))
        #expect(run.mismatches[0].note == "Mock.Missing: There is no mock for the state 'Ask'")
    }
}
