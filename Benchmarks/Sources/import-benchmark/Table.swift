import BenchmarkKit

/// What a contender took.
struct Result {
    var name: String
    var firstImport: Double
    var secondImport: Double
    /// Kilobytes by the name of the program.
    var peaks: [String: Int]
}

/// The results side by side.
struct Table {
    /// Ours first.
    var results: [Result]
    var rows: Int

    /// A line for each time, then one for each process.
    var text: String {
        var lines = [
            line(["\(rows) rows"] + results.map(\.name) + (results.count > 1 ? ["ratio"] : [])),
            times("first import", \.firstImport),
            times("again, one row changed", \.secondImport),
        ]
        for (column, result) in results.enumerated() {
            for (name, peak) in result.peaks.sorted(by: { $0.key < $1.key }) {
                let cells = results.indices.map { $0 == column ? "\((peak + 1023) / 1024) MB" : "" }
                lines.append(line(["peak memory of \(name)"] + cells))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func times(_ title: String, _ value: KeyPath<Result, Double>) -> String {
        var cells = [title] + results.map { "\(rounded($0[keyPath: value], to: 100)) s" }
        if results.count > 1 {
            cells.append("\(rounded(results[0][keyPath: value] / results[1][keyPath: value], to: 10)) x")
        }
        return line(cells)
    }

    private func rounded(_ value: Double, to scale: Double) -> Double { (value * scale).rounded() / scale }

    private func line(_ cells: [String]) -> String { tableLine(cells, first: 28) }
}
