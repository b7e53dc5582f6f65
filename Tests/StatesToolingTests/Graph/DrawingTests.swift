import Foundation
import FoundationXML
import JSON
import Testing

@testable import StatesTooling

@Suite struct DrawingTests {
    private static func choice(rules: Int, targets: Int) -> JSON {
        var states = JSONObject()
        states["C"] = [
            "Type": "Choice", "Default": "T0",
            "Choices": .array(
                (0..<rules).map {
                    [
                        "Variable": "$.kind", "StringEquals": .string("value number \($0)"),
                        "Next": .string("T\($0 % targets)"),
                    ]
                }),
        ]
        for target in 0..<targets { states["T\(target)"] = ["Type": "Pass", "End": true] }
        return ["StartAt": "C", "States": .object(states)]
    }

    @Test func edgesToOneStateTellAllTheirConditions() throws {
        let graph = MachineGraph(Self.choice(rules: 3, targets: 1))
        let label = try #require(BundledEdge.all(of: graph).first?.label)
        #expect(label.hasSuffix(" +2 or otherwise"))
        #expect(label.count <= DrawingStyle.labelLength)
        let svg = graph.svg(title: "")
        #expect(
            svg.contains(
                "<title>$.kind = value number 0\n$.kind = value number 1\n$.kind = value number 2\notherwise</title>"))
    }

    @Test(arguments: [("W", 13.0, 1.103), ("i", 13.0, 0.342), ("m", 10.5, 1.041)])
    func namesFitIntoTheirBoxes(_ letter: String, _ size: Double, _ width: Double) {
        // Advance widths of DejaVu Sans Bold, in ems.
        let text = String(repeating: letter, count: 48)
        #expect(TextWidth.of(text, size: size, isBold: true) >= 48 * size * width - size)
    }

    @Test func manyRulesMakeSeveralRows() throws {
        let drawn = DrawnGraph(MachineGraph(Self.choice(rules: 60, targets: 60)), overlay: nil)
        #expect(drawn.size.width < 4000)
        #expect(drawn.size.height < 2500)
        let boxes = drawn.nodes.map { ($0.origin, $0.size) }
        for (index, (origin, size)) in boxes.enumerated() {
            #expect(
                !boxes[(index + 1)...].contains { other, room in
                    origin.x < other.x + room.width && other.x < origin.x + size.width
                        && origin.y < other.y + room.height && other.y < origin.y + size.height
                })
        }
    }

    @Test func aPageBeginsAtTheStartAndZooms() {
        let graph = MachineGraph(Machines.order)
        let page = graph.html(title: "t")
        #expect(page.components(separatedBy: "id=\"start\"").count == 2)
        #expect(page.contains("<button>Fit</button>"))
        #expect(page.contains("scrollTo("))
        #expect(!graph.svg(title: "t").contains("<script"))
    }
}
