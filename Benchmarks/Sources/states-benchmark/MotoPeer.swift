import Foundation
import JSON

/// The same executions in the interpreter of moto, in a virtual environment of its own.
enum MotoPeer {
    private static let folder = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// What each workload took; nil, with a message, where moto cannot be had.
    static func measure(_ workloads: [Workload]) throws -> [Measurement]? {
        guard try call(folder.appending(path: "peers/install-moto.sh").path, []) != nil else {
            talk("No comparison: moto cannot be installed here; its reason is above.")
            return nil
        }
        talk("Running the same with moto …")
        let python = folder.appending(path: ".venv-moto/bin/python").path
        let script = folder.appending(path: "peers/moto_states.py").path
        return try workloads.map { workload in
            let machine = workload.definition.text()
            guard let output = try call(python, [script, machine, workload.input.text()]),
                let report = try? JSON(parsing: Array(output)), let seconds = report["seconds"]?.double,
                let parsing = report["parsing"]?.double, let events = report["events"]?.int
            else { throw PeerFailure(description: "moto failed to run '\(workload.name)'.") }
            return Measurement(seconds: seconds, parsing: parsing, events: events)
        }
    }

    /// The output of a program; nil where it fails.
    private static func call(_ program: String, _ arguments: [String]) throws -> Data? {
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

/// A reason why there is nothing to compare.
struct PeerFailure: Error, CustomStringConvertible {
    var description: String
}
