import ArgumentParser
import BenchmarkKit
import Foundation

@main struct ImportBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-benchmark",
        abstract: "Measure the import of a large workout history, and the same job done with Polars.",
        discussion: "Exits with 1 where a process of the import takes more than \(memoryLimit) MB of memory.")

    /// Megabytes that no process of an import may exceed, whatever the size of the file.
    private static let memoryLimit = 100

    @Option(help: "How many rows the history has.")
    var rows = 1_000_000

    @Option(help: "The folder of the executables `workouts` and its stages.")
    var executables: String

    @Option(help: "The history is the same for the same seed.")
    var seed: UInt64 = 2024

    func validate() throws {
        guard rows > 0 else { throw ValidationError("--rows is at least 1.") }
        guard FileManager.default.isExecutableFile(atPath: "\(executables)/workouts") else {
            throw ValidationError("There is no executable \(executables)/workouts; run `make build` first.")
        }
    }

    func run() throws {
        let folder = "\(NSTemporaryDirectory())/import-benchmark-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (first, second) = ("\(folder)/first.csv", "\(folder)/second.csv")
        talk("Making a history of \(rows) rows …")
        try History(rows: rows, seed: seed).write(to: first)
        // Near the middle, and surely a row that can be read.
        try History(rows: rows, seed: seed, changedRow: rows / 2).write(to: second)

        let ours = Contender(
            name: "workouts", command: ["\(executables)/workouts", "import", "--json", "--home", "\(folder)/home"])
        var results = [try measure(ours, first, second)]
        if Peer(name: "Polars", script: "install-polars.sh").install() {
            let program = [Peer.path(".venv/bin/python"), Peer.path("peers/polars_import.py")]
            let peer = Contender(name: "Polars", command: program + ["\(folder)/peer"])
            results.append(try measure(peer, first, second))
        }
        print(Table(results: results, rows: rows).text)
        let tooLarge = results[0].peaks.filter { $0.value > Self.memoryLimit << 10 }.keys.sorted()
        guard tooLarge.isEmpty else {
            talk("Over \(Self.memoryLimit) MB: \(tooLarge.joined(separator: ", "))")
            throw ExitCode.failure
        }
    }

    private func measure(_ contender: Contender, _ first: String, _ second: String) throws -> Result {
        talk("Importing with \(contender.name) …")
        let new = try contender.run(first)
        let again = try contender.run(second)
        guard again.changed == 1 else {
            throw BenchmarkFailure(
                "\(contender.name) found \(again.changed) changed workouts instead of 1.")
        }
        return Result(
            name: contender.name, firstImport: new.seconds, secondImport: again.seconds,
            peaks: new.peaks.merging(again.peaks, uniquingKeysWith: max))
    }
}
