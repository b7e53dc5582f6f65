import Testing

@testable import StatesTooling

@Suite struct LayeredLayoutTests {
    private struct Box {
        var left, right, top, bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right - 0.01 && other.left < right - 0.01 && top < other.bottom - 0.01
                && other.top < bottom - 0.01
        }
    }

    /// A graph of any shape, the same for the same seed.
    private func layout(seed: UInt64) -> (LayeredLayout, [LayeredLayout.Link]) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let count = 2 + next(16)
        let sizes = (0..<count).map { _ in Size(width: Double(40 + next(200)), height: Double(20 + next(300))) }
        let links = (0..<(count * 2)).map { _ in
            LayeredLayout.Link(
                from: next(count), to: next(count),
                label: next(2) == 0 ? nil : Size(width: Double(20 + next(120)), height: 18))
        }
        return (LayeredLayout(sizes: sizes, links: links, start: 0), links)
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>) func nothingCoversAnythingElse(_ seed: UInt64) {
        let (layout, links) = layout(seed: seed)
        var boxes = zip(layout.tops, layout.sizes).map { top, size in
            Box(left: top.x - size.width / 2, right: top.x + size.width / 2, top: top.y, bottom: top.y + size.height)
        }
        for (label, link) in zip(layout.labels, links) {
            guard let label, let size = link.label else { continue }
            boxes.append(
                Box(
                    left: label.x - size.width / 2, right: label.x + size.width / 2, top: label.y - size.height / 2,
                    bottom: label.y + size.height / 2))
        }
        for (index, box) in boxes.enumerated() {
            #expect(box.left > -0.01 && box.top > -0.01)
            #expect(box.right < layout.size.width + 0.01 && box.bottom < layout.size.height + 0.01)
            #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) })
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func everyLinkRunsFromItsStateToTheOther(_ seed: UInt64) {
        let (layout, links) = layout(seed: seed)
        for (route, link) in zip(layout.routes, links) where link.from != link.to {
            guard let first = route.first, let last = route.last else {
                Issue.record("a link without a route")
                continue
            }
            for (end, vertex) in [(first, link.from), (last, link.to)] {
                #expect(abs(end.x - layout.tops[vertex].x) <= layout.sizes[vertex].width / 2)
            }
        }
    }

    @Test func aLongChainIsDrawnInTime() {
        let sizes = Array(repeating: Size(width: 100, height: 40), count: 400)
        let links = (1..<400).map { LayeredLayout.Link(from: $0 - 1, to: $0) }
        #expect(LayeredLayout(sizes: sizes, links: links, start: 0).tops.allSatisfy { abs($0.x - 50) < 0.01 })
    }
}
