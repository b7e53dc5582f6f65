extension MachineGraph {
    /// The graph as a picture that needs nothing else: no scripts, fonts or styles from elsewhere.
    ///
    /// - Parameters:
    ///   - overlay: What to colour and to note.
    ///   - title: What the picture is of.
    /// - Complexity: More than linear in the states and in how far edges reach; some hundred states take a moment.
    public func svg(overlay: GraphOverlay? = nil, title: String) -> String {
        let drawn = DrawnGraph(self, overlay: overlay)
        var writer = SVGWriter(overlay: overlay)
        writer.write(drawn, at: Point(x: DrawingStyle.margin, y: DrawingStyle.margin), isRoot: true)
        let (width, height) = (
            SVGWriter.number(drawn.size.width + 2 * DrawingStyle.margin),
            SVGWriter.number(drawn.size.height + 2 * DrawingStyle.margin)
        )
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            role="img" class="states">
            <title>\(title.escapedForXML)</title>
            <style>\(SVGStyle.text)</style>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
            markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>
            <rect class="paper" width="100%" height="100%"/>
            \(writer.text)</svg>

            """
    }
}

/// Writes drawn graphs as elements of SVG: edges first, so that they end under the boxes.
struct SVGWriter {
    let overlay: GraphOverlay?
    private(set) var text = ""

    init(overlay: GraphOverlay?) {
        self.overlay = overlay
    }

    mutating func write(_ graph: DrawnGraph, at origin: Point, isRoot: Bool = false) {
        text += "<g transform=\"translate(\(Self.number(origin.x)) \(Self.number(origin.y)))\">\n"
        for edge in graph.edges { writeLine(edge) }
        for node in graph.nodes { write(node) }
        for edge in graph.edges { writeLabel(edge) }
        if let start = graph.start { writeDot(start, isRoot ? "start" : "") }
        if let end = graph.end { writeDot(end, "end") }
        text += "</g>\n"
    }

    private mutating func writeDot(_ centre: Point, _ name: String) {
        let (x, y) = (Self.number(centre.x), Self.number(centre.y))
        if name == "end" {
            text += "<circle class=\"end\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(Self.number(DrawingStyle.dotRadius))\"/>"
        }
        text +=
            "<circle class=\"dot\"\(name == "start" ? " id=\"start\"" : "") cx=\"\(x)\" cy=\"\(y)\" r=\"\(name == "end" ? 3.5 : 6)\"/>\n"
    }

    private mutating func writeLine(_ edge: DrawnGraph.Edge) {
        let isCatcher = edge.edge?.isCatcher == true
        let classes = ["edge", isCatcher ? "catch" : "", isReached(edge) ? "reached" : ""].filter { !$0.isEmpty }
        let path =
            "<path class=\"\(classes.joined(separator: " "))\" d=\"\(Self.path(edge.points))\" marker-end=\"url(#tip)\""
        let title = edge.edge?.description ?? ""
        text += title.isEmpty ? "\(path)/>\n" : "\(path)><title>\(title.escapedForXML)</title></path>\n"
    }

    private func isReached(_ edge: DrawnGraph.Edge) -> Bool {
        guard let overlay else { return false }
        if let bundle = edge.edge { return bundle.edges.contains { overlay.marks[$0.pointer] != nil } }
        // The ways from the start and to the end have no place in the definition; they were taken with their state.
        if edge.isToEnd, let ends = overlay.ends { return edge.states.allSatisfy(ends.contains) }
        return edge.states.allSatisfy { overlay.marks[$0] != nil }
    }

    /// Straight down through layers, in a curve between them.
    static func path(_ points: [Point]) -> String {
        guard let first = points.first else { return "" }
        var path = "M\(number(first.x)) \(number(first.y))"
        for (from, to) in zip(points, points.dropFirst()) where from != to {
            if abs(from.x - to.x) < 0.5 || from.y == to.y {
                path += "L\(number(to.x)) \(number(to.y))"
            } else {
                let middle = number((from.y + to.y) / 2)
                path += "C\(number(from.x)) \(middle) \(number(to.x)) \(middle) \(number(to.x)) \(number(to.y))"
            }
        }
        return path
    }

    private mutating func writeLabel(_ edge: DrawnGraph.Edge) {
        guard let label = edge.label, let bundle = edge.edge, let size = bundle.labelSize else { return }
        let (x, y) = (label.x - size.width / 2, label.y - size.height / 2)
        text += """
            <g class="label\(bundle.isCatcher ? " catch" : "")\(isReached(edge) ? " reached" : "")">\
            <title>\(bundle.description.escapedForXML)</title>\
            <rect x="\(Self.number(x))" y="\(Self.number(y))" width="\(Self.number(size.width))" \
            height="\(Self.number(size.height))" rx="4"/>\
            <text x="\(Self.number(label.x))" y="\(Self.number(label.y + 3.8))">\
            \(bundle.label.escapedForXML)</text></g>

            """
    }

    private mutating func write(_ node: DrawnGraph.Node) {
        let mark = overlay?.marks[node.node.pointer]
        let tone = mark?.tone.rawValue ?? (overlay == nil ? "" : "missed")
        let captions = node.node.captions(mark)
        text += """
            <g class="state \(node.node.type.lowercased().filter(\.isLetter).escapedForXML) \(tone)" \
            transform="translate(\(Self.number(node.origin.x)) \(Self.number(node.origin.y)))">\
            <title>\(([node.node.name] + captions).joined(separator: "\n").escapedForXML)</title>
            \(shape(of: node))
            """
        let centre = Self.number(node.size.width / 2)
        var y = DrawingStyle.padding + 12.5
        text += "<text class=\"name\" x=\"\(centre)\" y=\"\(Self.number(y))\">"
        text += "\(node.node.name.shortened(to: DrawingStyle.nameLength).escapedForXML)</text>"
        for (index, caption) in captions.enumerated() {
            y += index == 0 ? 15.5 : DrawingStyle.captionLine
            text += "<text class=\"caption\(index > 0 ? " note" : "")\" x=\"\(centre)\" y=\"\(Self.number(y))\">"
            text += "\(caption.escapedForXML)</text>"
        }
        for (origin, graph) in node.inner {
            if node.inner.count > 1 { writeBranch(graph, at: origin, in: node) }
            write(graph, at: origin)
        }
        text += "</g>\n"
    }

    /// The room of one branch among several.
    private mutating func writeBranch(_ graph: DrawnGraph, at origin: Point, in node: DrawnGraph.Node) {
        let room = DrawingStyle.branchGap / 2
        text += """
            <rect class="branch" x="\(Self.number(origin.x - room + 2))" y="\(Self.number(origin.y - room))" \
            width="\(Self.number(graph.size.width + 2 * room - 4))" \
            height="\(Self.number(node.size.height - origin.y))" rx="6"/>
            """
    }

    private func shape(of node: DrawnGraph.Node) -> String {
        let (width, height) = (Self.number(node.size.width), Self.number(node.size.height))
        if node.node.type == "Choice" {
            let (side, far) = (DrawingStyle.chamfer, Self.number(node.size.width - DrawingStyle.chamfer))
            let middle = Self.number(node.size.height / 2)
            return
                "<path class=\"box\" d=\"M\(side) 0H\(far)L\(width) \(middle)L\(far) \(height)H\(side)L0 \(middle)z\"/>"
        }
        let radius = ["Succeed", "Fail"].contains(node.node.type) ? Self.number(node.size.height / 2) : "7"
        return "<rect class=\"box\" width=\"\(width)\" height=\"\(height)\" rx=\"\(radius)\"/>"
    }

    /// Tenths of pixels are enough.
    static func number(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}
