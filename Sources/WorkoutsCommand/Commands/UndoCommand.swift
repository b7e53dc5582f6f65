import ArgumentParser
import Foundation
import Storage
import Terminal
import Workouts

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take one import back as a whole.",
        discussion: """
            Afterwards the workouts are what the other imports say. Where a later import changed the same workouts, undo
            refuses unless --force is given.
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "The import, by number or run id.")
    var number: String

    @Flag(help: "Undo even where later imports changed the same workouts.")
    var force = false

    func run() throws {
        let entry = try home.storedImport(number)
        let store = try home.storage().workouts(.readWrite)
        let now = Instant(epochSeconds: Int(Date().timeIntervalSince1970)).description
        switch try store.undo(importNumber: entry.number, force: force, at: now) {
        case .undone(let summary):
            var parts = ["\(summary.removed) removed", "\(summary.restored) restored"]
            if summary.kept > 0 { parts.append("\(summary.kept) kept because other imports hold them") }
            Terminal.line(
                "Import \(entry.number) (\(Terminal.printable(entry.draft.fileName))) is undone: \(parts.joined(separator: ", "))."
            )
        case .alreadyUndone:
            throw CommandFailure(
                "Import \(entry.number) is undone already\(entry.undoneAt.map { ", since \($0)" } ?? "").")
        case .refused(let refusal):
            let examples = refusal.conflicts.prefix(5).map { conflict in
                "  \(Terminal.printable(conflict.key)): \(conflict.fields.joined(separator: ", ")), by import \(conflict.importNumber)"
            }
            throw CommandFailure(
                "Later imports changed \(refusal.count) of the same workouts, so import \(entry.number) is not undone:\n"
                    + examples.joined(separator: "\n") + (refusal.count > 5 ? "\n  …" : "")
                    + "\nUndo those first, or use --force to go on: the workouts then are what the other imports say.")
        case .notFound:
            throw CommandFailure("There is no import \"\(number)\".")
        }
    }
}
