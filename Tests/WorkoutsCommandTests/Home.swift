import Foundation
import JSON
import TestSupport

/// A user's home of one test, and the built command over it.
struct Home {
    let folder = TemporaryFolder()
    /// Made by the first import.
    var path: String { "\(folder.path)/home" }
    var database: String { "\(path)/workouts.sqlite" }

    /// Runs `workouts` to its end.
    func workouts(
        _ arguments: String..., environment: [String: String] = [:], within limit: Duration = .seconds(60)
    ) async throws -> Program.Ending {
        try await workouts(arguments, environment: environment, within: limit)
    }

    /// Runs `workouts` to its end.
    func workouts(
        _ arguments: [String], environment: [String: String] = [:], within limit: Duration = .seconds(60)
    ) async throws -> Program.Ending {
        try await Turns.shared.take {
            try await start(arguments, environment: environment).ending(within: limit)
        }
    }

    /// Starts `workouts`.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Program {
        try Program(
            "workouts", arguments, environment: ["WORKOUTS_HOME": path].merging(environment) { _, new in new })
    }

    /// Writes a file of the user's, outside the home.
    func file(_ name: String, _ text: String) throws -> String {
        let file = URL(filePath: "\(folder.path)/files/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// What the store of workouts holds.
    func dump() -> [String] { StoreDump.rows(of: database) }

    /// The number of imports that are stored.
    var importCount: Int { StoreDump.value("SELECT count(*) FROM imports", in: database).flatMap { Int($0) } ?? 0 }

    /// The number of workouts that are stored.
    var workoutCount: Int {
        StoreDump.value("SELECT count(*) FROM workouts WHERE record IS NOT NULL", in: database).flatMap { Int($0) } ?? 0
    }
}

/// Files made for these tests.
enum Upload {
    static let header = "timestamp,activity_type,duration_minutes,distance_km"

    /// A generic list of runs, one a day.
    static func runs(_ count: Int, from first: Int = 0) -> String {
        var text = "\(header)\n"
        for row in first..<(first + count) {
            // 336 days a year, so that every month has them all.
            let (year, day) = (1990 + row / 336 % 30, row % 336)
            let hour = row / 10_080
            text += "\(year)-\(two(day / 28 + 1))-\(two(day % 28 + 1))T\(two(hour)):00:00Z,Running,\(30 + row % 40),5\n"
        }
        return text
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Program.Ending {
    /// The lines of the standard output, each a JSON document.
    func documents() throws -> [JSON] {
        try lines.map { try JSON(parsing: $0) }
    }
}

extension JSON {
    /// Whether every row of a report is counted in exactly one place.
    var sumsClose: Bool {
        let count = { (name: String) in self["counts"]?[name]?.int ?? -1 }
        let records = count("new") + count("changed") + count("unchanged") + count("superseded")
        return records == count("records")
    }
}
