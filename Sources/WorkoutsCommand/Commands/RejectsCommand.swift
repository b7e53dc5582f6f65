import ArgumentParser
import JSON
import Storage
import Terminal

struct RejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects", abstract: "Show the rows of an import that could not be read, and why.",
        discussion: """
            --csv gives the rows back as they were, under their header: correct them and import that file. --annotated
            gives them with line, code and reason in front, for people; that file is not importable.
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "The import, by number or run id.")
    var number: String

    @Flag(help: "Give the rows back byte for byte.")
    var csv = false

    @Flag(help: "Give the rows with reasons in front.")
    var annotated = false

    @Flag(help: "Print the reasons, one line of JSON each.")
    var json = false

    func validate() throws {
        guard [csv, annotated, json].count(where: { $0 }) <= 1 else {
            throw ValidationError("--csv, --annotated and --json exclude each other.")
        }
    }

    func run() throws {
        let objects = try home.storage().objects
        let outputs = try outputs(objects)
        if csv {
            try copy(outputs.rejects, objects)
        } else if annotated {
            try AnnotatedRejects(objects: objects).write(rejects: outputs.rejects, details: outputs.details)
        } else {
            try writeReasons(outputs.details, objects)
        }
    }

    /// The objects of an import, or of a run that was refused because too many rows were bad.
    private func outputs(_ objects: any ObjectStore) throws -> (rejects: String, details: String) {
        if let entry = try home.workouts()?.storedImport(number) {
            let outputs = entry.draft.context["outputs"]
            if let rejects = outputs?["rejects"]?.string, let details = outputs?["details"]?.string {
                return (rejects, details)
            }
        }
        let suffix = "/rejects.csv"
        if let key = try objects.list(prefix: "reports/").first(where: { $0.hasSuffix("/\(number)\(suffix)") }) {
            return (key, key.dropLast(suffix.count) + "/rejects.jsonl")
        }
        throw CommandFailure(
            "There is no import \"\(number)\". The numbers are in the first column of:  workouts imports")
    }

    private func copy(_ key: String, _ objects: any ObjectStore) throws {
        let reader = try objects.open(key)
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { return }
            Terminal.write(buffer[..<count])
        }
    }

    private func writeReasons(_ key: String, _ objects: any ObjectStore) throws {
        let lines = try ObjectLines(objects.open(key))
        var isEmpty = true
        while let line = try lines.next() {
            let problem = try JSON(parsing: Array(line))
            guard problem["severity"]?.string != "info" else { continue }
            isEmpty = false
            if json {
                Terminal.write(Array(line) + [UInt8(ascii: "\n")])
                continue
            }
            let hint = problem["hint"]?.string.map { Terminal.dim(" \($0)") } ?? ""
            Terminal.line(
                "\(problem["severity"]?.string ?? ""): \(Terminal.printable(problem["message"]?.string ?? ""))\(hint)")
        }
        if isEmpty, !json { Terminal.talk("Every row was read; there is nothing to correct.") }
    }
}
