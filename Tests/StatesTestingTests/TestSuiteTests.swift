import JSON
import StatesLanguage
import StatesTesting
import Testing

@Suite struct TestSuiteTests {
    private func suite(_ source: JSON, files: [String: JSON] = [:]) throws -> TestSuite {
        try TestSuite(source, name: "file", machineName: "machine") { (name) throws(TestFormatError) in
            guard let file = files[name] else { throw TestFormatError("There is no file \(name)", at: "") }
            return file
        }
    }

    @Test func casesShareWhatStandsBesideThem() throws {
        let suite = try suite([
            "input": ["n": 1], "substitutions": ["A": "a", "B": "b"], "startTime": "2030-01-01T00:00:00Z",
            "cases": [["expect": [:]], ["name": "own", "input": 2, "substitutions": ["B": "c"], "expect": [:]]],
        ])
        #expect(suite.cases.map(\.name) == ["file 1", "own"])
        #expect(suite.cases.map(\.input) == [["n": 1], 2])
        #expect(suite.cases.map(\.substitutions) == [["A": "a", "B": "b"], ["A": "a", "B": "c"]])
        #expect(suite.cases.allSatisfy { $0.startTime == Timestamp("2030-01-01T00:00:00Z") })
    }

    @Test func inputsAndMocksMayLieInFiles() async throws {
        let suite = try suite(
            [
                "inputFile": "in.json", "mockFile": "local.json", "mockTestCase": "Two", "expect": ["output": 2],
            ],
            files: [
                "in.json": ["n": 1],
                "local.json": [
                    "StateMachines": ["m": ["TestCases": ["One": ["Ask": "one"], "Two": ["Ask": "two"]]]],
                    "MockedResponses": ["one": ["0": ["Return": 1]], "two": ["0": ["Return": 2]]],
                ],
            ])
        let machine = try Definition([
            "StartAt": "Ask",
            "States": ["Ask": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]],
        ])
        #expect(suite.cases[0].input == ["n": 1])
        #expect(await suite.cases[0].run(machine).passed)
    }

    @Test(
        arguments: [
            (["mocks": ["Aks": ["return": 1]]], "/mocks/Aks"),
            (["cases": [["mocks": ["Aks": ["return": 1]]]]], "/cases/0/mocks/Aks"),
            (["cases": [[:]], "mocks": ["Aks": ["return": 1]]], "/mocks/Aks"),
        ] as [(JSON, String)])
    func aMockOfAStateThatIsNoneIsRefusedWithItsPlace(_ source: JSON, _ place: String) throws {
        let machine = try Definition(["StartAt": "Ask", "States": ["Ask": ["Type": "Succeed"]]])
        let test = try #require(try suite(source).cases.first)
        let error = #expect(throws: TestFormatError.self) { try test.check(against: machine) }
        #expect(error?.message == "The machine has no state 'Aks' to mock; it has: Ask")
        #expect(error?.pointer == place)
    }

    @Test(
        arguments: [
            ([], "A file of test cases is an object, not an array (at /)"),
            (["cases": []], "'cases' is an array with at least one case (at /cases)"),
            (["cases": [1]], "A test case is an object, not a number (at /cases/0)"),
            (["expect": ["outputs": 1]], "There is no field 'outputs' here"),
            (["expects": [:]], "There is no field 'expects' here"),
            (["expect": ["status": "GOOD"]], "'status' is one of SUCCEEDED, FAILED, TIMED_OUT, ABORTED, not 'GOOD'"),
            (["expect": ["events": ["Nap": 1]]], "'events' has counts by type of event"),
            (["expect": ["path": ["A", 1]]], "'path' is an array of strings, not an array (at /expect/path)"),
            (["expect": [:], "cases": [[:]]], "'expect' belongs to each case, not to all of them (at /expect)"),
            (
                ["mocks": ["A": ["give": 1]], "expect": [:]],
                "A mock has one of: return, throw, timedOut, silent (at /mocks/A/0)"
            ),
            (["mockFile": "x", "expect": [:]], "There is no file x (at /mockFile)"),
            (["cases": [["machine": "other.json"]]], "There is no field 'machine' here"),
            (["objects": ["b": 1]], "A bucket is an object of contents by key, not a number (at /objects/b)"),
            (
                ["expect": ["calls": ["A": 1]]],
                "'calls' has by state an array with what each of its tasks is asked with (at /expect/calls/A)"
            ),
            (["startTime": "noon"], "'startTime' is a time such as"),
            (["seed": -1], "'seed' is a whole number that is not negative"),
            (["type": "SLOW"], "'type' is STANDARD or EXPRESS"),
            (["input": 1, "inputFile": "x"], "A case has either 'input' or 'inputFile'"),
            (["substitutions": ["A": 1]], "A substitution is a string"),
        ] as [(JSON, String)])
    func mistakesAreToldWithTheirPlace(_ source: JSON, _ message: String) throws {
        let error = #expect(throws: TestFormatError.self) { try suite(source) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}
