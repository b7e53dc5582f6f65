import ArgumentParser
import Foundation
import JSON
import Terminal

/// Writes what the user asked for into a file.
enum OutputFile {
    /// Whether a path can be written to, so that work is not done for nothing.
    ///
    /// - Throws: `ValidationError` that says why it cannot.
    static func check(_ path: String?) throws {
        guard let path else { return }
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR {
                throw ValidationError("\(path) cannot be written: it is a folder")
            }
            guard access(path, W_OK) == 0 else {
                throw ValidationError("\(path) cannot be written: \(SystemError.text)")
            }
            return
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !path.isEmpty, !path.hasSuffix("/"), access(folder, W_OK) == 0 else {
            throw ValidationError("\(path) cannot be written: \(SystemError.text)")
        }
    }

    /// Writes JSON for people.
    static func write(_ value: JSON, to path: String) throws {
        try write(value.bytes(.pretty) + [0x0A], to: path)
    }

    /// Writes bytes; says why and ends the program where that is not possible.
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else { throw failure(path) }
        let count = fwrite(bytes, 1, bytes.count, file)
        let problem = errno
        guard fclose(file) == 0, count == bytes.count else {
            if count < bytes.count { errno = problem }
            throw failure(path)
        }
    }

    private static func failure(_ path: String) -> ExitCode {
        Terminal.talk("\(path) cannot be written: \(SystemError.text)")
        return ExitCode(1)
    }
}
