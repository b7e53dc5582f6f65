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
            (["calls": ["Ask": [[:]]]], []),
            (["calls": ["Ask": [["n": 1]]]], ["calls of Ask $[0].n: expected 1, but there is nothing"]),
            (["calls": ["Done": [1]]], ["calls of Done $[0]: expected 1, but there is nothing"]),
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

    @Test func aMissingMockFailsTheCaseWhateverItExpects() async throws {
        let suite = try TestSuite(["expect": ["error": "Mock.Missing"]], name: "case", machineName: "m") { _ in [:] }
        #expect(await !suite.cases[0].run(try Definition(Self.machine)).passed)
    }

    @Test func whatACasePreparesInVainIsTold() async throws {
        let suite = try TestSuite(
            ["mocks": ["Ask": [["return": 1], ["return": 2]]]], name: "case", machineName: "m"
        ) { _ in [:] }
        let run = await suite.cases[0].run(try Definition(Self.machine))
        #expect(run.passed)
        #expect(run.unusedMocks.map { "\($0.state) \($0.count) \($0.total)" } == ["Ask 1 2"])
    }

    static let distributed: JSON = [
        "StartAt": "M",
        "States": [
            "M": [
                "Type": "Map", "Label": "Rows", "End": true, "ToleratedFailurePercentage": 100,
                "ItemReader": [
                    "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": ["InputType": "JSON"],
                    "Parameters": ["Bucket": "in", "Key": "items.json"],
                ],
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "Ask",
                    "States": ["Ask": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]],
                ],
            ]
        ],
    ]

    @Test func distributedMapsReadTheObjectsOfTheCase() async throws {
        let suite = try TestSuite(
            [
                "objects": ["in": ["items.json": [1, 2]]],
                "mocks": ["Ask": [["return": "a"], ["throw": ["error": "Busy", "cause": "later"]]]],
                "expect": [
                    "calls": ["Ask": [1, 2]],
                    "objects": ["in": ["items.json": "[1,2]", "none": 1]],
                ],
            ], name: "case", machineName: "m"
        ) { _ in [:] }
        let run = await suite.cases[0].run(try Definition(Self.distributed))
        #expect(
            run.mismatches.map(\.description) == ["object in/none $: expected 1, but there is nothing"])
        #expect(run.failedChildren.map { "\($0.index) \($0.error ?? "") \($0.cause ?? "")" } == ["1 Busy later"])
    }

    @Test func aMissingMockIsTold() async throws {
        #expect(try await mismatches([:], mock: ["0": ["throw": ["error": "x"]]]).first?.contains("x") == true)
        let suite = try TestSuite(["expect": [:]], name: "case", machineName: "m") { _ in [:] }
        let run = await suite.cases[0].run(try Definition(Self.machine))
        #expect(run.mismatches.map(\.description) == ["mocks: There is no mock for the state 'Ask'"])
    }
}
