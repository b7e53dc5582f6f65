import ArgumentParser
import JSON
import Storage
import Terminal

struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "List the imports, or show what one brought.")

    @OptionGroup var home: HomeOptions

    @Argument(help: "An import, by number or run id, to show with its changes.")
    var number: String?

    @Option(help: "Only this user's.")
    var user: String?

    @Flag(help: "Print one line of JSON for each.")
    var json = false

    func run() throws {
        if let number {
            try show(home.storedImport(number))
        } else {
            try list()
        }
    }

    private func list() throws {
        let imports = try home.workouts()?.imports(user: user) ?? []
        if json {
            for entry in imports.reversed() { Terminal.line(document(entry).text()) }
            return
        }
        guard !imports.isEmpty else {
            Terminal.talk("No imports yet. Start with:  workouts import FILE.csv")
            return
        }
        var table = Table([
            .init(title: "#", isNumeric: true), .init(title: "Imported"), .init(title: "File", isFlexible: true),
            .init(title: "Format"), .init(title: "New", isNumeric: true), .init(title: "Changed", isNumeric: true),
            .init(title: "Unchanged", isNumeric: true), .init(title: "State"),
        ])
        for entry in imports.reversed() {
            let counts = entry.result.counts
            table.add([
                String(entry.number), String(entry.draft.importedAt.prefix(16).replacing("T", with: " ")),
                entry.draft.fileName,
                entry.draft.format, String(counts.new), String(counts.changed), String(counts.unchanged),
                entry.undoneAt == nil ? "" : "undone",
            ])
        }
        table.write()
    }

    private func document(_ entry: StoredImport) -> JSON {
        let counts = entry.result.counts
        return [
            "number": .int(entry.number), "id": .string(entry.draft.id), "user": .string(entry.draft.user),
            "file": .string(entry.draft.fileName), "sha256": .string(entry.draft.sha256),
            "format": .string(entry.draft.format),
            "as_of": .string(entry.draft.asOf), "imported_at": .string(entry.draft.importedAt),
            "undone_at": entry.undoneAt.map(JSON.string) ?? .null, "new": .int(counts.new),
            "changed": .int(counts.changed),
            "unchanged": .int(counts.unchanged), "superseded": .int(counts.superseded),
            "duplicate_in_file": .int(counts.duplicateRows),
            "report": entry.draft.context["outputs"]?["report"] ?? .null,
        ]
    }

    private func show(_ entry: StoredImport) throws {
        if json {
            Terminal.line(document(entry).text())
        } else {
            let counts = entry.result.counts
            Terminal.line("Import \(entry.number)\(entry.undoneAt.map { ", undone \($0)" } ?? "")")
            Terminal.line(
                "  File     \(Terminal.printable(entry.draft.fileName)) (\(entry.draft.format)), \(entry.draft.importedAt)"
            )
            Terminal.line("  Run      \(entry.draft.id)")
            Terminal.line("  Result   \(counts.new) new, \(counts.changed) changed, \(counts.unchanged) unchanged")
        }
        try home.workouts()?.changes(ofImport: entry.number) { change in
            if json {
                Terminal.line(change.json.text())
            } else {
                let fields = change.fields.isEmpty ? "" : "  \(change.fields.joined(separator: ", "))"
                Terminal.line("  \(change.effect.rawValue.padding(to: 10)) \(Terminal.printable(change.key))\(fields)")
            }
            return true
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
