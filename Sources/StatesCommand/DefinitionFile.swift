import ArgumentParser
import Foundation
import JSON
import StatesLanguage

/// A definition as it lies in a file, with the places of its parts.
struct DefinitionFile {
    /// Bytes of the largest definition that the service takes.
    static let maximumSize = 1_048_576

    let path: String
    let text: String
    let source: JSON
    let map: JSONSourceMap

    /// Reads a file.
    ///
    /// - Throws: ``JSONProblem`` when it is no JSON, `ValidationError` when it cannot be read.
    init(path: String) throws {
        self.path = path
        text = try InputFile.text(of: path)
        guard text.utf8.count <= Self.maximumSize else {
            throw ValidationError("\(path) is larger than the \(Self.maximumSize) bytes that a definition may have")
        }
        map = JSONSourceMap(text)
        do {
            source = try JSON(parsing: text)
        } catch {
            throw JSONProblem(path: path, error: error, lines: map.lines)
        }
    }

    /// The problems of the definition, with those that only the text shows.
    func issues(
        substitutions: [String: String], type: ExecutionIdentity.WorkflowType = .standard
    ) -> [DefinitionIssue] {
        Definition.issues(inText: text, substitutions: substitutions, type: type)
    }
}

/// A file that is no JSON.
struct JSONProblem: Error {
    var path: String
    var error: JSONSyntaxError
    var lines: [String]
}

/// Reads what the user names on the command line.
enum InputFile {
    /// The text of a file, or of standard input for `-`.
    static func text(of path: String) throws -> String {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
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
