import ArgumentParser
import Foundation
import JSON

/// Reads what the user names on the command line.
enum InputFile {
    /// The text of a file, or of standard input for `-`.
    static func text(of path: String) throws -> String {
        if path != "-" { try check(path) }
        let data = try content(of: path)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ValidationError("\(path) is not UTF-8 text")
        }
        return text
    }

    /// Whether a path names something that has an end.
    private static func check(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ValidationError(
                errno == ENOENT ? "There is no file \(path)" : "\(path) cannot be read: \(SystemError.text)")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw ValidationError("\(path) is a folder, not a file")
        case S_IFREG, S_IFIFO: break
        default: throw ValidationError("\(path) is a device, not a file")
        }
        guard status.st_size <= maximumSize else {
            throw ValidationError("\(path) has \(status.st_size) bytes; at most \(maximumSize) are read")
        }
    }

    /// The bytes of a file or of a pipe, whose size nobody knows before.
    private static func content(of path: String) throws -> Data {
        guard let file = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "r") else {
            throw ValidationError("\(path) cannot be read: \(SystemError.text)")
        }
        defer { fclose(file) }
        var data = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            data.append(contentsOf: chunk[..<count])
            if ferror(file) != 0 { throw ValidationError("\(path) cannot be read: \(SystemError.text)") }
            if data.count > maximumSize { throw ValidationError("\(path) has more than \(maximumSize) bytes") }
            if count == 0 { return data }
        }
    }

    /// Bytes of the largest file that is read: far more than any definition, input or mock file has.
    private static let maximumSize = 64 << 20

    /// The JSON of a file, or of standard input for `-`.
    static func json(of path: String) throws -> JSON {
        let text = try text(of: path)
        do {
            return try JSON(parsing: text)
        } catch {
            throw ValidationError("\(path) is not JSON: \(error)")
        }
    }
}

/// What the system says of the call that failed last.
enum SystemError {
    static var text: String { String(cString: strerror(errno)) }
}
