import Foundation
import JSON
import StatesLanguage
import Testing

@testable import StatesCommand

@Suite struct SARIFTests {
    /// A log for a definition with an error at 4:36 and a warning.
    private func log(folder: TemporaryFolder, name: String = "m.asl.json") throws -> JSON {
        let path = try folder.file(
            name,
            """
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Pass", "Next": "Bee", "Parameters": { "x": "$.x" } },
                "B": { "Type": "Succeed" }
              }
            }
            """)
        let report = try IssueReport(checking: path, substitutions: [:], type: .standard)
        return SARIFLog([report], relativeTo: folder.path("")).json
    }

    @Test func resultNamesRuleLevelAndRegion() throws {
        let run = try #require(log(folder: TemporaryFolder())["runs"]?[0])
        let result = try #require(run["results"]?[0])
        #expect(result["ruleId"] == "MISSING_TRANSITION_TARGET")
        #expect(result["level"] == "error")
        #expect(result["message"]?["text"] == "Missing 'Next' target: Bee")
        let place = result["locations"]?[0]?["physicalLocation"]
        #expect(place?["region"] == ["startLine": 4, "startColumn": 36, "endLine": 4, "endColumn": 41])
        #expect(place?["artifactLocation"]?["uri"] == "m.asl.json")
        #expect(run["results"]?[1]?["level"] == "warning")
    }

    @Test func everyResultNamesARuleOfTheTool() throws {
        let run = try #require(log(folder: TemporaryFolder())["runs"]?[0])
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
        for result in run["results"]?.array ?? [] {
            let index = try #require(result["ruleIndex"]?.int)
            #expect(rules[index]["id"] == result["ruleId"])
        }
        #expect(rules.count == DefinitionIssue.Code.allCases.count)
        #expect(run["columnKind"] == "unicodeCodePoints")
    }

    @Test(arguments: [("a b%.json", "a%20b%25.json"), ("c:d.json", "c%3Ad.json"), ("ü.json", "%C3%BC.json")])
    func nameOfAFileBecomesAURI(_ name: String, _ uri: String) throws {
        let result = try log(folder: TemporaryFolder(), name: name)["runs"]?[0]?["results"]?[0]
        #expect(result?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"] == .string(uri))
    }
}
