import BenchmarkKit
import Foundation
import Synchronization

/// A program that imports a file; the file's path is its last argument.
struct Contender {
    var name: String
    var command: [String]

    /// What one run took.
    struct Run {
        var seconds: Double
        /// The most memory that each program of the run held at once, in kilobytes.
        var peaks: [String: Int]
        /// How many workouts it found changed.
        var changed: Int
    }

    /// Imports a file and waits for the end.
    ///
    /// - Throws: ``BenchmarkFailure`` where the program fails.
    func run(_ file: String) throws -> Run {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: command[0])
        process.arguments = command.dropFirst() + [file]
        process.standardOutput = output
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        let watch = MemoryWatch(root: process.processIdentifier)
        let report = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let seconds = (clock.now - start) / .seconds(1)
        guard process.terminationStatus == 0 else {
            throw BenchmarkFailure("\(name) failed to import \(file).")
        }
        let counts = try JSONDecoder().decode(Report.self, from: report).counts
        return Run(seconds: seconds, peaks: watch.stop(), changed: counts.changed)
    }
}

/// What both programs print.
private struct Report: Decodable {
    var counts: Counts
    struct Counts: Decodable { var changed: Int }
}

/// Reads, every few milliseconds, the peak memory that the kernel notes of a process and of all it started.
final class MemoryWatch: Sendable {
    private struct State {
        var peaks: [String: Int] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    /// Begins to watch.
    init(root: Int32) {
        Thread.detachNewThread { [self] in
            while !state.withLock(\.isStopped) {
                let found = Self.peaks(under: Int(root))
                state.withLock { $0.peaks.merge(found, uniquingKeysWith: max) }
                Thread.sleep(forTimeInterval: 0.025)
            }
        }
    }

    /// Ends watching.
    ///
    /// - Returns: Kilobytes by the name of the program.
    func stop() -> [String: Int] {
        state.withLock { state in
            state.isStopped = true
            return state.peaks
        }
    }

    private static func peaks(under root: Int) -> [String: Int] {
        var statuses: [Int: [Substring: Substring]] = [:]
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let id = Int(entry), let text = try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8)
            else { continue }
            statuses[id] = text.split(separator: "\n").reduce(into: [:]) { fields, line in
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2 { fields[parts[0]] = parts[1].drop { $0 == "\t" || $0 == " " } }
            }
        }
        var peaks: [String: Int] = [:]
        for (id, status) in statuses {
            var ancestor: Int? = id
            while let current = ancestor, current != root, current > 1 {
                ancestor = statuses[current]?["PPid"].flatMap { Int($0) }
            }
            // A process without memory has ended; until it has become its program, a child bears our own name.
            guard ancestor == root, let name = status["Name"], name != "import-benchmark".prefix(15),
                let peak = status["VmHWM"]?.split(separator: " ").first.flatMap({ Int($0) })
            else { continue }
            peaks[String(name)] = max(peaks[String(name)] ?? 0, peak)
        }
        return peaks
    }
}
