import ArgumentParser
import JSON
import StatesLanguage
import Terminal

/// `states validate`: says everything that is wrong with a definition.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Say everything that is wrong with a definition, and where.",
        discussion: "Exits with 0 when the definition is good, with 1 when it is not.")

    @Argument(help: "The definition, or - for standard input.")
    var definition: String

    @OptionGroup var substitutions: SubstitutionOptions

    @Flag(help: "Validate as an express workflow.")
    var express = false

    @Flag(help: "Print the problems as JSON.")
    var json = false

    func run() async throws {
        let file: DefinitionFile
        do {
            file = try DefinitionFile(path: definition)
        } catch let problem as JSONProblem {
            Terminal.line(json ? IssueReport(problem).json.text(.pretty) : IssueReport(problem).text)
            throw ExitCode(1)
        }
        let report = IssueReport(
            file.issues(substitutions: substitutions.values, type: express ? .express : .standard), in: file)
        if json {
            Terminal.line(report.json.text(.pretty))
        } else if report.isEmpty {
            Terminal.talk("\(definition): no problems")
        } else {
            Terminal.line(report.text)
        }
        if report.hasErrors { throw ExitCode(1) }
    }
}
