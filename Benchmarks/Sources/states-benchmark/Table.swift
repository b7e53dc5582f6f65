import BenchmarkKit
import Foundation

/// The workloads line by line: transitions per second, and how much faster ours is.
struct Table {
    var workloads: [Workload]
    var ours: [Measurement]
    var peer: [Measurement]?

    var text: String {
        let columns = peer == nil ? [] : ["moto", "ratio", "parsed*", "ratio"]
        var lines = [line(["transitions a second", "events", "states"] + columns)]
        for (index, workload) in workloads.enumerated() {
            let rate = Double(workload.transitions) / ours[index].seconds
            var cells = [workload.name, "\(ours[index].events)", whole(rate)]
            if let peer {
                for seconds in [peer[index].seconds, peer[index].seconds - peer[index].parsing] {
                    cells += [whole(Double(workload.transitions) / seconds)]
                    cells += ["\(whole(seconds / ours[index].seconds)) x"]
                }
            }
            lines.append(line(cells))
        }
        if peer != nil { lines.append("* without parsing the definition, which moto does for every execution") }
        return lines.joined(separator: "\n")
    }

    private func whole(_ value: Double) -> String { String(format: "%.0f", value) }

    private func line(_ cells: [String]) -> String { tableLine(cells, first: 24) }
}
