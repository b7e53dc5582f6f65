import ArgumentParser
import Foundation
import JSON

/// Reads what the user names on the command line.
enum InputFile {
    /// The text of a file, or of standard input for `-`.
    static func text(of path: String) throws -> String {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            try check(path)
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: path))
            } catch {
                throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
            }
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ValidationError("\(path) is not UTF-8 text")
        }
        return text
    }

    /// Whether a path names something that has an end.
    private static func check(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("There is no file \(path)")
        }
        guard !isFolder.boolValue else { throw ValidationError("\(path) is a folder, not a file") }
        var status = stat()
        guard stat(path, &status) == 0, [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) else {
            throw ValidationError("\(path) is a device, not a file")
        }
        guard status.st_size <= maximumSize else {
            throw ValidationError("\(path) has \(status.st_size) bytes; at most \(maximumSize) are read")
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
