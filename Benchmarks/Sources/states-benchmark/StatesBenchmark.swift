import ArgumentParser
import BenchmarkKit
import Foundation

@main struct StatesBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "states-benchmark",
        abstract: "Measure the interpreter of state machines, beside moto's, and a distributed Map over many rows.",
        discussion: "Exits with 1 where the distributed Map takes more than \(memoryLimit) MB of memory.")

    /// Megabytes that the process may hold, whatever the number of rows.
    private static let memoryLimit = 200

    @Option(help: "How many rows the distributed Map has.")
    var rows = 1_000_000

    @Option(help: "How often each workload is run; the best time counts.")
    var runs = 200

    @Flag(help: "Leave the comparison with moto out.")
    var alone = false

    func validate() throws {
        guard rows > 0, runs > 0 else { throw ValidationError("--rows and --runs are at least 1.") }
    }

    func run() async throws {
        let workloads = [Workload.chain(of: 50), .map(items: 1000)]
        // The Map first: the kernel notes the most memory that the process ever held.
        let map = try await RowMap(rows: rows).run()
        var ours: [Measurement] = []
        for workload in workloads { ours.append(try await workload.measure(runs: runs)) }
        let peer = alone ? nil : try MotoPeer.measure(workloads)
        print(Table(workloads: workloads, ours: ours, peer: peer).text)
        print(map.text)
        guard map.peakKilobytes <= Self.memoryLimit << 10 else {
            talk("Over \(Self.memoryLimit) MB")
            throw ExitCode.failure
        }
    }
}
