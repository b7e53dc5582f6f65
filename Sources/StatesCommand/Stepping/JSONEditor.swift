import Foundation
import JSON
import Terminal

/// Lets the user change a value in the editor that `$VISUAL` or `$EDITOR` names.
enum JSONEditor {
    /// - Returns: The value as it was saved; nil where it was not changed.
    /// - Throws: ``InstructionError`` where there is no editor, or what was saved is no JSON.
    static func edit(_ value: JSON) throws -> JSON? {
        let environment = ProcessInfo.processInfo.environment
        guard let editor = environment["VISUAL"] ?? environment["EDITOR"], !editor.isEmpty else {
            throw InstructionError(message: "No editor is named by $EDITOR. Take: set input JSON")
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("states-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(value.bytes(.pretty) + [0x0A]).write(to: file)
        // The variable may hold arguments; the file's name is handed over beside the text of the command.
        guard ForegroundProgram.run("\(editor) \"$1\"", arguments: [file.path]) == 0 else {
            throw InstructionError(message: "The editor failed.")
        }
        let edited: JSON
        do {
            edited = try JSON(parsing: Array(Data(contentsOf: file)))
        } catch {
            throw InstructionError(message: "What was saved is no JSON: \(error)")
        }
        // JSON is written as a literal too: a bare nil would be its null.
        return edited == value ? Optional.none : .some(edited)
    }
}
