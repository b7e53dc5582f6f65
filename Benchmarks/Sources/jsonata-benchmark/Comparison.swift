import BenchmarkKit
import Foundation

/// Both implementations side by side, over the expressions that both evaluate to the same value.
struct Comparison {
    private struct Row {
        var name: String
        var ours: Double
        var peer: Double

        var ratio: Double { peer / ours }
    }

    private let rows: [Row]
    private let different: [String]

    init(_ cases: [ExpressionCase], ours: [Evaluation], peer: [Evaluation?]) {
        var (rows, different) = ([Row](), [String]())
        for (index, expression) in cases.enumerated() {
            guard let theirs = peer[index], theirs.result == ours[index].result else {
                different.append(expression.name)
                continue
            }
            rows.append(Row(name: expression.name, ours: ours[index].seconds, peer: theirs.seconds))
        }
        self.rows = rows
        self.different = different
    }

    /// How many times as fast ours is over all expressions together.
    var ratio: Double { rows.map(\.peer).reduce(0, +) / rows.map(\.ours).reduce(0, +) }

    /// Our own expressions and the slowest others one by one, then all together.
    func text(slowest count: Int) -> String {
        let own = rows.filter { $0.name.hasPrefix("own/") }
        let others = rows.filter { !$0.name.hasPrefix("own/") }.sorted { $0.ratio < $1.ratio }.prefix(count)
        let mean = exp(rows.map { log($0.ratio) }.reduce(0, +) / Double(rows.count))
        let total = Row(
            name: "\(rows.count) expressions, one pass", ours: rows.map(\.ours).reduce(0, +),
            peer: rows.map(\.peer).reduce(0, +))
        var lines = [tableLine(["microseconds", "states", "reference", "ratio"], first: 48)]
        lines += (own + others + [total]).map { row in
            tableLine([row.name, micro(row.ours), micro(row.peer), times(row.ratio)], first: 48)
        }
        lines.append("geometric mean of the ratios: \(times(mean)); ours is slower in \(rows.count { $0.ratio < 1 })")
        if !different.isEmpty {
            lines.append("left out, because the reference's version has no or another value: \(different.count)")
        }
        return lines.joined(separator: "\n")
    }

    private func micro(_ seconds: Double) -> String { String(format: "%.2f", seconds * 1e6) }
    private func times(_ ratio: Double) -> String { String(format: "%.2f x", ratio) }
}
