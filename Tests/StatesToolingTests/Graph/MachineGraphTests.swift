import Foundation
import FoundationXML
import JSON
import StatesLanguage
import StatesTooling
import Testing

@Suite struct MachineGraphTests {
    /// Names that mean something to Mermaid, Graphviz, XML and HTML.
    private static let hostile: JSON = [
        "StartAt": "<script>\"&'",
        "States": [
            "<script>\"&'": [
                "Type": "Choice", "Choices": [["Condition": "{% $x < \"</svg>\" %}", "Next": "end"]], "Default": "]]>",
            ],
            "end": ["Type": "Pass", "Next": "]]>"], "]]>": ["Type": "Fail", "Error": "\u{1}|;--> x\\\""],
        ],
    ]

    @Test(arguments: [hostile, Machines.order]) func picturesAreXMLAndHoldNothingForeign(_ source: JSON) throws {
        let graph = MachineGraph(source)
        for text in [graph.svg(title: "a <b> & c"), graph.svg(overlay: GraphOverlay([:]), title: "]]>")] {
            let parser = XMLParser(data: Data(text.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
            #expect(!text.contains("<script"))
            #expect(!text.contains("http") || text.components(separatedBy: "http").count == 2)
        }
        #expect(!graph.html(title: "<x>").contains("<x>"))
    }

    @Test func mermaidEscapesWhatItWouldReadAsItsOwn() {
        let text = MachineGraph(Self.hostile).mermaid()
        #expect(text.contains("s0{\"#60;script#62;#34;#38;'<br>Choice\"}"))
        #expect(text.contains("s0 -->|\"$x #60; #34;#60;/svg#62;#34;\"| s1"))
        #expect(text.contains("s2([\"#93;#93;#62;<br>Fail · "))
    }

    @Test func dotQuotesItsTexts() {
        let text = MachineGraph(Self.hostile).dot()
        #expect(text.contains(#"s0 [label="<script>\"&'\nChoice" shape=diamond ]"#))
    }

    @Test(
        arguments: [
            (["Variable": "$.x", "NumericLessThanEquals": 3], "$.x ≤ 3"),
            (["Variable": "$.x", "StringEqualsPath": "$.y"], "$.x = $.y"),
            (["Variable": "$.x", "IsPresent": false], "$.x is not present"),
            (["Not": ["Variable": "$.x", "StringMatches": "a*"]], "not $.x like a*"),
            (
                ["And": [["Variable": "$.a", "BooleanEquals": true], ["Or": [["Variable": "$.b", "IsNull": true]]]]],
                "$.a = true and ($.b is null)"
            ),
            (["Condition": "{% $states.input.n > 1 %}"], "$states.input.n > 1"),
        ] as [(JSON, String)]) func conditionsAreShownInFewWords(_ rule: JSON, _ words: String) throws
    {
        var object = try #require(rule.object)
        object["Next"] = "B"
        let graph = MachineGraph([
            "StartAt": "A",
            "States": ["A": ["Type": "Choice", "Choices": [.object(object)]], "B": ["Type": "Succeed"]],
        ])
        #expect(graph.edges.first?.label == words)
    }

    @Test func anExecutionIsLaidOverItsWay() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        let graph = MachineGraph(Machines.order)
        let marks = GraphOverlay(ExecutionTrace(execution.history), on: graph).marks
        #expect(marks["/States/Ask"] == .init(.reached, note: "1× · 2 retries · 6 s"))
        #expect(marks["/States/Each/ItemProcessor/States/Treat"]?.note == "3×")
        #expect(marks["/States/Enough/Choices/0"] != nil)
        #expect(marks["/States/Enough/Default"] == nil)
        #expect(marks["/States/Ask/Catch/0"] == nil)
        #expect(marks["/States/Sorry"] == nil)
    }

    @Test func whatFailedAndWhatCaughtItAreMarked() async throws {
        let execution = try await Machines.run(Machines.order, mocks: ["Ask": [["throw": ["error": "Down"]]]])
        let graph = MachineGraph(Machines.order)
        let marks = GraphOverlay(ExecutionTrace(execution.history), on: graph).marks
        #expect(marks["/States/Ask/Catch/0"] != nil)
        #expect(marks["/States/Ask/Next"] == nil)
        #expect(marks["/States/Sorry"]?.tone == .failed)
        let text = graph.mermaid(overlay: GraphOverlay(marks))
        #expect(text.contains("class s6 failed"))
    }
}
