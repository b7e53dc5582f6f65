import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import Terminal

/// `states validate`: says everything that is wrong with definitions.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Say everything that is wrong with definitions, and where.",
        discussion: """
            Exits with 0 when all definitions are good, with 1 when one of them is not, with 64 when one cannot be read. \
            Warnings do not count.
            """)

    @Argument(help: "The definitions, or - for standard input.")
    var definitions: [String]

    @OptionGroup var substitutions: SubstitutionOptions

    @Flag(help: "Validate as express workflows.")
    var express = false

    @Flag(help: "Print the problems as JSON, in the shape of ValidateStateMachineDefinition.")
    var json = false

    @Flag(help: "Print the problems as annotations for GitHub Actions.")
    var github = false

    @Option(
        help: ArgumentHelp("Also write the problems as a SARIF log; - prints it instead.", valueName: "file"))
    var sarif: String?

    func validate() throws {
        if [json, github, sarif == "-"].count(where: { $0 }) > 1 {
            throw ValidationError("--json, --github and --sarif - all go to standard output; choose one of them")
        }
        if definitions.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can only be read once")
        }
    }

    func run() async throws {
        let reports = try definitions.map {
            try IssueReport(
                checking: $0, substitutions: substitutions.values, type: express ? .express : .standard)
        }
        if let sarif, sarif != "-" { try write(SARIFLog(reports).json, to: sarif) }
        if json {
            show(Self.json(reports))
        } else if sarif == "-" {
            show(SARIFLog(reports).json)
        } else if github {
            for line in GitHubAnnotations(reports).lines { Terminal.line(line) }
        } else {
            let texts = reports.filter { !$0.isEmpty }.map(\.text)
            if !texts.isEmpty { Terminal.line(texts.joined(separator: "\n\n")) }
            Terminal.talk((texts.isEmpty ? "" : "\n") + reports.summary)
        }
        if reports.contains(where: \.hasErrors) { throw ExitCode(1) }
    }

    /// The answer for one definition, or for several the answers by their files.
    private static func json(_ reports: [IssueReport]) -> JSON {
        if reports.count == 1 { return reports[0].json }
        return [
            "result": reports.contains(where: \.hasErrors) ? "FAIL" : "OK",
            "files": .array(
                reports.map { report in
                    var entry: JSONObject = ["file": .string(report.path)]
                    for member in report.json.object ?? [:] { entry[member.key] = member.value }
                    return .object(entry)
                }),
        ]
    }

    private func show(_ json: JSON) {
        Terminal.line(Terminal.escapedJSON(json.text(.pretty)))
    }

    private func write(_ json: JSON, to path: String) throws {
        do {
            try Data((json.text(.pretty) + "\n").utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw ValidationError("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
