import ArgumentParser
import Foundation
import JSON
import StatesLanguage

/// Runs every case of a folder of conformance data and writes one result per case.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Runs recorded cases of the States Language and writes what we answer.")

    @Argument(help: "A folder of cases, with any folders inside.")
    var directory: String

    @Option(help: "Where the results go, one file per case at the same relative path.")
    var results: String

    func run() async throws {
        let root = URL(fileURLWithPath: directory)
        let output = URL(fileURLWithPath: results)
        var tally: [String: Int] = [:]
        for path in try Self.caseFiles(in: root) {
            let source = try JSON(parsing: Array(Data(contentsOf: root.appendingPathComponent(path))))
            guard let result = await Self.answer(to: source) else { continue }
            tally[Self.outcome(result), default: 0] += 1
            let file = output.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(result.bytes()).write(to: file)
        }
        try Self.answerJSONataCases(in: root, to: output, &tally)
        for (kind, count) in tally.sorted(by: { $0.key < $1.key }) { print("\(kind): \(count)") }
    }

    /// Our result for a case; nil for kinds of cases that we do not run yet.
    private static func answer(to source: JSON) async -> JSON? {
        guard let expected = source["expect"] else { return Optional.none }
        if expected["verdict"] != nil { return ValidationCase(source).run() }
        if expected["variableReferences"] != nil || source["operation"] != nil { return await APICase(source).run() }
        if expected["status"] != nil { return await ExecutionCase(source).run() }
        // A bare nil would be read as JSON null.
        return Optional.none
    }

    /// What a result is counted under.
    private static func outcome(_ result: JSON) -> String {
        result["status"]?.string ?? result["verdict"]?.string ?? result.object?.keys.first ?? "?"
    }

    /// The suite of JSONata is one file of lines, and so are its results.
    private static func answerJSONataCases(
        in root: URL, to output: URL, _ tally: inout [String: Int]
    ) throws {
        let path = "jsonata/jsonata.jsonl"
        let cases = root.appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: cases.path) else { return }
        var lines: [UInt8] = []
        for line in try Data(contentsOf: cases).split(separator: UInt8(ascii: "\n")) {
            lines += try JSONataCase(JSON(parsing: Array(line))).run().bytes() + [UInt8(ascii: "\n")]
            tally["jsonata", default: 0] += 1
        }
        let file = output.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(lines).write(to: file)
    }

    private static func caseFiles(in folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    }
}
