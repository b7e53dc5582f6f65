import Foundation

/// The workloads line by line: transitions per second, and how much faster ours is.
struct Table {
    var workloads: [Workload]
    var ours: [Measurement]
    var peer: [Measurement]?

    var text: String {
        var lines = [line(["transitions a second", "events", "states", "moto", "ratio"])]
        for (index, workload) in workloads.enumerated() {
            let rate = Double(workload.transitions) / ours[index].seconds
            var cells = [workload.name, "\(ours[index].events)", whole(rate)]
            if let peer {
                cells += [whole(Double(workload.transitions) / peer[index].seconds)]
                cells += ["\(whole(peer[index].seconds / ours[index].seconds)) x"]
            }
            lines.append(line(cells))
        }
        return lines.joined(separator: "\n")
    }

    private func whole(_ value: Double) -> String { String(format: "%.0f", value) }

    private func line(_ cells: [String]) -> String {
        let padded = cells.enumerated().map { column, cell in
            let blanks = String(repeating: " ", count: max(0, (column == 0 ? 24 : 10) - cell.count))
            return column == 0 ? cell + blanks : blanks + cell
        }
        return padded.joined(separator: "  ")
    }
}
