import Foundation
import JSON

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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The variable may hold arguments; the file's name is handed over beside the text of the command.
        process.arguments = ["-c", "\(editor) \"$1\"", "edit", file.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw InstructionError(message: "The editor failed.") }
        do {
            let edited = try JSON(parsing: Array(Data(contentsOf: file)))
            return edited == value ? nil : edited
        } catch {
            throw InstructionError(message: "What was saved is no JSON: \(error)")
        }
    }
}
