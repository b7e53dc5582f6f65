import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import StatesTesting
import StatesTooling
import Terminal

/// `states test`: runs test cases and says what they cover.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the test cases of state machines, and say what they cover.",
        discussion: """
            The cases of machine.asl.json lie beside it, in machine.tests/*.json or machine.test.json. Waits and retry \
            delays take no time. Exits with 0 when all cases pass and enough is covered, with 1 when not, with 64 when a file \
            of cases cannot be used; all others are run nevertheless.
            """)

    @Argument(help: "A folder to look through, a definition, or a file or folder of cases.")
    var path = "."

    @Option(help: "Run only cases whose name contains this text.")
    var filter: String?

    @Option(help: "Fail when less of a machine is covered, in percent.")
    var minimum: Int?

    @Flag(help: "Also ask of each Choice rule that it was once looked at and did not hold.")
    var bothWays = false

    @Flag(help: "Print the results as JSON.")
    var json = false

    @Option(help: "Write the results to this file, in the XML of JUnit.")
    var junit: String?

    @Option(help: "Write what is covered to this file, as JSON.")
    var coverage: String?

    @Option(help: "Draw what is covered into this file: .svg, .html, .dot or .mmd. For one machine.")
    var coverageGraph: String?

    @OptionGroup var substitutions: SubstitutionOptions

    func validate() throws {
        if let minimum, !(0...100).contains(minimum) { throw ValidationError("--minimum is between 0 and 100") }
        if let coverageGraph, GraphCommand.Format(fileNamed: coverageGraph) == nil {
            throw ValidationError("--coverage-graph takes a file that ends in .svg, .html, .dot or .mmd")
        }
    }

    func run() async throws {
        var reports: [TestReport] = []
        for machine in try TestDiscovery.machines(at: path) { reports.append(await report(on: machine)) }
        guard reports.contains(where: { !$0.results.isEmpty || !$0.problems.isEmpty }) else {
            throw ValidationError("No case in \(path) has '\(filter ?? "")' in its name")
        }
        if json {
            Terminal.line(JSON.array(reports.map(\.json)).text(.pretty))
        } else {
            write(reports)
        }
        if let junit {
            var document = JUnitReport()
            for report in reports { document.add(report) }
            try OutputFile.write(Array(document.text.utf8), to: junit)
        }
        if let coverage {
            try OutputFile.write(JSON.array(reports.map(\.coverageJSON)), to: coverage)
        }
        if let coverageGraph { try draw(reports, to: coverageGraph) }
        // Of a machine that no case was chosen of nothing is asked.
        let lacking = reports.filter { report in
            (filter == nil || !report.results.isEmpty) && report.coverage.share().percent < minimum ?? 0
        }
        for report in lacking {
            Terminal.talk(Terminal.printable("\(report.machine): less than \(minimum ?? 0) % is covered"))
        }
        let isTooLittle = !lacking.isEmpty
        let problems = reports.flatMap(\.problems)
        if problems.contains(where: \.isUsage) { throw ExitCode(ExitCode.validationFailure.rawValue) }
        if isTooLittle || !problems.isEmpty || reports.contains(where: { $0.failures > 0 }) { throw ExitCode(1) }
    }

    private func draw(_ reports: [TestReport], to path: String) throws {
        guard let report = reports.first, reports.count == 1, !report.source.isNull else {
            throw ValidationError("--coverage-graph draws one machine; name its definition")
        }
        let share = report.coverage.share()
        let text = try (GraphCommand.Format(fileNamed: path) ?? .mermaid).text(
            of: MachineGraph(report.source), GraphOverlay(report.coverage),
            title: URL(fileURLWithPath: report.machine).lastPathComponent,
            summary: "\(share.covered) of \(share.total) covered by \(report.results.count) cases")
        try OutputFile.write(Array(text.utf8), to: path)
    }

    private func report(on machine: TestedMachine) async -> TestReport {
        var tests = MachineTests(machine, substitutions: substitutions.values, filter: filter)
        let results = await tests.run()
        return TestReport(tests, results, countsFailedRules: bothWays)
    }

    private func write(_ reports: [TestReport]) {
        for report in reports where !report.results.isEmpty {
            report.write()
            Terminal.line()
            report.writeCoverage()
            Terminal.line()
        }
        let problems = reports.flatMap(\.problems)
        for problem in problems {
            Terminal.talk(
                problem.message.split(separator: "\n", omittingEmptySubsequences: false).map {
                    Terminal.escaped(String($0))
                }.joined(separator: "\n"))
        }
        let (cases, failures) = (reports.reduce(0) { $0 + $1.results.count }, reports.reduce(0) { $0 + $1.failures })
        Terminal.talk(
            failures == 0
                ? "\(cases) \(cases == 1 ? "case passes" : "cases pass")" : "\(failures) of \(cases) cases failed")
        if !problems.isEmpty {
            Terminal.talk(
                "\(problems.count) \(problems.count == 1 ? "problem" : "problems") kept cases from being tried")
        }
    }
}
