import Foundation
import Testing

/// The built `states`, started as a user would.
struct BuiltTool {
    var status: Int32
    var output: String
    var talk: String

    /// Runs the tool to its end.
    ///
    /// - Parameter environment: Variables that it gets besides those of the tests.
    init(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = Self.location
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        // What the tests make it say fits into the pipes, so reading one after the other cannot block it.
        output = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        talk = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// Beside the bundle of the tests.
    static var location: URL? {
        let folders = [Bundle.main.bundleURL] + CommandLine.arguments.prefix(1).map { URL(fileURLWithPath: $0) }
        return folders.flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appendingPathComponent("states") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("states-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) }
    }

    /// The path of a file with a content.
    func file(_ name: String, _ content: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try Data(content.utf8).write(to: file)
        return file.path
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
