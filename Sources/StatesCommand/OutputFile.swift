import ArgumentParser
import Foundation
import JSON
import Terminal

/// Writes what the user asked for into a file.
enum OutputFile {
    /// Writes JSON for people.
    static func write(_ value: JSON, to path: String) throws {
        try write(value.bytes(.pretty) + [0x0A], to: path)
    }

    /// Writes bytes; says why and ends the program where that is not possible.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        } catch {
            Terminal.talk("\(path) cannot be written: \(error.localizedDescription)")
            throw ExitCode(1)
        }
    }
}
