/// How large a state is drawn, and where the graphs inside it go.
struct NodeBox {
    let size: Size
    /// The upper left corners of the graphs inside, from that of the box.
    let origins: [Point]

    init(for node: MachineGraph.Node, _ mark: GraphOverlay.Mark?, inner: [DrawnGraph]) {
        let captions = node.captions(mark)
        let name = TextWidth.of(
            node.name.shortened(to: DrawingStyle.nameLength), size: DrawingStyle.nameSize, isBold: true)
        let text = captions.map { TextWidth.of($0, size: DrawingStyle.captionSize, isBold: true) }.reduce(name, max)
        let header =
            DrawingStyle.nameLine + Double(captions.count) * DrawingStyle.captionLine + 2 * DrawingStyle.padding
        let side = node.type == "Choice" ? DrawingStyle.chamfer : 0
        guard !inner.isEmpty else {
            size = Size(
                width: max(DrawingStyle.minimumWidth, text + 2 * (DrawingStyle.sidePadding + side)), height: header)
            origins = []
            return
        }
        let gap = DrawingStyle.branchGap
        let inside = inner.reduce(0) { $0 + $1.size.width } + gap * Double(inner.count + 1)
        let width = max(inside, text + 2 * DrawingStyle.sidePadding, DrawingStyle.minimumWidth)
        var x = gap + (width - inside) / 2
        var origins: [Point] = []
        for graph in inner {
            origins.append(Point(x: x, y: header + gap))
            x += graph.size.width + gap
        }
        self.origins = origins
        size = Size(width: width, height: header + (inner.map(\.size.height).max() ?? 0) + 2 * gap)
    }
}

/// Sizes of a drawing, in pixels.
enum DrawingStyle {
    static let nameSize = 13.0
    static let captionSize = 10.5
    static let labelSize = 10.5
    static let nameLine = 17.0
    static let captionLine = 14.0
    static let labelHeight = 18.0
    static let padding = 8.0
    static let sidePadding = 16.0
    static let minimumWidth = 96.0
    static let branchGap = 18.0
    static let chamfer = 12.0
    static let dotRadius = 7.0
    static let loopWidth = 26.0
    static let margin = 24.0
    /// Characters shown of a name, and of a condition; all of them are in the tooltip.
    static let nameLength = 48
    static let labelLength = 34
}
