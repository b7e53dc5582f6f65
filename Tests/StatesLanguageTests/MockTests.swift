import JSON
import StatesLanguage
import Testing

@Suite struct MockTests {
    private func outcomes(_ source: JSON, testCase: String? = nil, calls: Int) async throws -> [TaskOutcome] {
        let runner = try MockTaskRunner(source, testCase: testCase)
        var outcomes: [TaskOutcome] = []
        for ordinal in 0..<calls {
            outcomes.append(
                await runner.run(TaskRequest(resource: "r", parameters: [:], stateName: "S", ordinal: ordinal)))
        }
        return outcomes
    }

    static let configuration: JSON = [
        "StateMachines": ["M": ["TestCases": ["Happy": ["S": "Good"], "Rough": ["S": "Bumpy"]]]],
        "MockedResponses": [
            "Good": ["0": ["Return": ["n": 1]]],
            "Bumpy": ["0-1": ["Throw": ["Error": "E", "Cause": "c"]], "2": ["Return": 2]],
        ],
    ]

    @Test func fileOfStepFunctionsLocalAnswersByCall() async throws {
        let bumpy = try await outcomes(Self.configuration, testCase: "Rough", calls: 3)
        #expect(bumpy == [.failed(error: "E", cause: "c"), .failed(error: "E", cause: "c"), .succeeded(2)])
    }

    @Test func whichTestCaseMustBeSaidWhereThereAreTwo() {
        let error = #expect(throws: MockFormatError.self) { try MockTaskRunner(Self.configuration) }
        #expect(error?.description == "Which test case? There are: Happy, Rough (at /StateMachines/M/TestCases)")
    }

    @Test func callBeyondTheListFailsClearly() async throws {
        let outcomes = try await outcomes(["S": [["return": 1]]], calls: 2)
        #expect(
            outcomes.last
                == .unanswered(cause: "The state 'S' has 1 mock, but this is its task number 2"))
    }

    @Test(
        arguments: [
            (["throw": ["eror": "E"]], "'throw' has no field 'eror' (at /S/0/throw/eror)"),
            (["throw": ["error": 1]], "'error' is a string, not a number (at /S/0/throw/error)"),
            (["throw": "E"], "'throw' is an object, not a string (at /S/0/throw)"),
            (["return": 1, "x": 1], "A mock has no field 'x' (at /S/0/x)"),
            (
                ["return": 1, "throw": ["error": "E"]],
                "A mock has one of: return, throw, timedOut, silent; this has return and throw (at /S/0)"
            ),
            (["return": 1, "Return": 2], "A mock has 'return' twice (at /S/0/Return)"),
        ] as [(JSON, String)])
    func whatAMockDoesNotKnowIsRefusedWithItsPlace(_ entry: JSON, _ message: String) {
        let error = #expect(throws: MockFormatError.self) { try MockTaskRunner(["S": [entry]]) }
        #expect(error?.description == message)
    }

    @Test(arguments: [["S": [1]] as JSON, ["S": [["give": 1]]], [], ["StateMachines": [:]]])
    func whatIsNoMockIsRefused(_ source: JSON) {
        #expect(throws: MockFormatError.self) { try MockTaskRunner(source) }
    }
}
