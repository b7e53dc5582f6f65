import ArgumentParser
import Foundation
import JSON

/// A value that stands on the command line itself, or in a file that is named there.
enum ArgumentValue {
    /// The text of an option: JSON as it stands, or what is in a file, `file://` included, or on standard input (`-`).
    ///
    /// - Throws: `ValidationError` for what is neither JSON nor a file.
    static func text(_ argument: String, of option: String) throws -> String {
        let scheme = "file://"
        if argument == "-" { return try InputFile.text(of: argument) }
        if argument.hasPrefix(scheme) { return try InputFile.text(of: String(argument.dropFirst(scheme.count))) }
        do {
            _ = try JSON(parsing: argument)
            return argument
        } catch {
            if FileManager.default.fileExists(atPath: argument) { return try InputFile.text(of: argument) }
            throw ValidationError(
                "\(name(of: option)) takes JSON or a file; '\(argument)' is no file, and no JSON: \(error)")
        }
    }

    /// The JSON of an option, found in the same places.
    static func json(_ argument: String, of option: String) throws -> JSON {
        let text = try text(argument, of: option)
        do {
            return try JSON(parsing: text)
        } catch {
            throw ValidationError("\(name(of: option)) takes JSON: \(error)")
        }
    }

    /// An option's name on the command line, from that of the member it gives.
    private static func name(of member: String) -> String {
        "--" + member.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }
}
