import ArgumentParser
import JSON
import StatesLanguage

/// A definition as it lies in a file, with the places of its parts.
struct DefinitionFile {
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
        guard text.utf8.count <= Definition.maximumLength || text.unicodeScalars.count <= Definition.maximumLength
        else {
            throw ValidationError(
                "\(path) is longer than the \(Definition.maximumLength) characters that a definition may have")
        }
        do {
            source = try JSON(parsing: text)
        } catch {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            throw JSONProblem(path: path, error: error, lines: lines)
        }
        map = JSONSourceMap(text)
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
