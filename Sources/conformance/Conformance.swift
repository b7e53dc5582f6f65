import ArgumentParser
import Foundation
import JSON
import StatesLanguage

/// Runs every case of a folder of conformance data and writes one result per case.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Runs recorded cases of the States Language and writes what we answer.")

    @Argument(help: "A folder of execution cases, or one that has them in 'executions'.")
    var directory: String

    @Option(help: "Where the results go, one file per case at the same relative path.")
    var results: String

    func run() async throws {
        let root = URL(fileURLWithPath: directory)
        let executions = root.appendingPathComponent("executions")
        let hasKinds = FileManager.default.fileExists(atPath: executions.path)
        let cases = hasKinds ? executions : root
        let output =
            hasKinds
            ? URL(fileURLWithPath: results).appendingPathComponent("executions")
            : URL(
                fileURLWithPath: results)
        var statuses: [String: Int] = [:]
        for path in try Self.caseFiles(in: cases) {
            let source = try JSON(parsing: Array(Data(contentsOf: cases.appendingPathComponent(path))))
            let result = await ExecutionCase(source).run()
            statuses[result["status"]?.string ?? "?", default: 0] += 1
            let file = output.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(result.bytes()).write(to: file)
        }
        for (status, count) in statuses.sorted(by: { $0.key < $1.key }) { print("\(status): \(count)") }
    }

    private static func caseFiles(in folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    }
}
