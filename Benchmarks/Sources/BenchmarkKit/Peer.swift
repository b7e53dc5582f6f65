public import Foundation

/// Another implementation that does the same job, installed into a virtual environment of its own by
/// `peers/install-NAME.sh`.
public struct Peer: Sendable {
    /// What people call it.
    public var name: String
    private var script: String

    /// The folder of the benchmarks.
    private static let folder = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// A peer with its installing script.
    public init(name: String, script: String) {
        self.name = name
        self.script = script
    }

    /// The path of a file of the benchmarks' folder, such as `peers/moto_states.py`.
    public static func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Makes the environment where there is none.
    ///
    /// - Returns: Whether the peer is there; a message tells when it cannot be had.
    public func install() -> Bool {
        if (try? Self.call(Self.path("peers/\(script)"), [])).flatMap({ $0 }) != nil { return true }
        talk("No comparison: \(name) cannot be installed here; its reason is above.")
        return false
    }

    /// Runs a program to its end.
    ///
    /// - Returns: Its output; nil where it fails, after it told why on standard error.
    public static func call(_ program: String, _ arguments: [String]) throws -> Data? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? data : nil
    }
}

/// Why a benchmark has nothing to tell.
public struct BenchmarkFailure: Error, CustomStringConvertible {
    public var description: String

    /// A failure that says so.
    public init(_ description: String) {
        self.description = description
    }
}
