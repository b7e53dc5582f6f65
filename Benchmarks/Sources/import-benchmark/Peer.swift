import Foundation

/// The same job done with Polars, in a virtual environment of its own.
enum Peer {
    private static let folder = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// The program.
    static let script = folder.appending(path: "peers/polars_import.py").path

    /// The interpreter of the environment, made when there is none; nil, with a message, where Polars cannot be had.
    static func python() -> String? {
        let process = Process()
        process.executableURL = folder.appending(path: "peers/install-polars.sh")
        process.standardOutput = FileHandle.standardError
        do { try process.run() } catch {
            talk("No comparison: \(error)")
            return nil
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            talk("No comparison: Polars cannot be installed here; its reason is above.")
            return nil
        }
        return folder.appending(path: ".venv/bin/python").path
    }
}
