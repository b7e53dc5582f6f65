import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import StatesTesting
import Terminal

/// `states test`: runs test cases and says what they cover.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the test cases of state machines, and say what they cover.",
        discussion: """
            The cases of machine.asl.json lie beside it, in machine.tests/*.json or machine.test.json. Waits and retry \
            delays take no time. Exits with 0 when all cases pass and enough is covered, with 1 when not.
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

    @OptionGroup var substitutions: SubstitutionOptions

    func validate() throws {
        if let minimum, !(0...100).contains(minimum) { throw ValidationError("--minimum is between 0 and 100") }
    }

    func run() async throws {
        var reports: [TestReport] = []
        for machine in try TestDiscovery.machines(at: path) { reports.append(try await report(on: machine)) }
        guard reports.contains(where: { !$0.results.isEmpty }) else {
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
            try Self.write(document.text, to: junit)
        }
        if let coverage {
            try Self.write(JSON.array(reports.map(\.coverageJSON)).text(.pretty) + "\n", to: coverage)
        }
        let isTooLittle = reports.contains { $0.coverage.share().percent < minimum ?? 0 }
        if isTooLittle { Terminal.talk("Less than \(minimum ?? 0) % is covered") }
        if isTooLittle || reports.contains(where: { $0.failures > 0 }) { throw ExitCode(1) }
    }

    private func report(on machine: TestedMachine) async throws -> TestReport {
        do {
            let tests = try MachineTests(machine, substitutions: substitutions.values, filter: filter)
            do throws(DefinitionError) {
                return TestReport(tests, try await tests.run(), countsFailedRules: bothWays)
            } catch {
                Terminal.talk(IssueReport(error.issues, in: tests.definition).text)
                throw ExitCode(1)
            }
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }

    private func write(_ reports: [TestReport]) {
        for report in reports where !report.results.isEmpty {
            report.write()
            Terminal.line()
            report.writeCoverage()
            Terminal.line()
        }
        let (cases, failures) = (reports.reduce(0) { $0 + $1.results.count }, reports.reduce(0) { $0 + $1.failures })
        Terminal.talk(
            failures == 0
                ? "\(cases) \(cases == 1 ? "case passes" : "cases pass")" : "\(failures) of \(cases) cases failed")
    }

    private static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            Terminal.talk("\(path) cannot be written: \(error.localizedDescription)")
            throw ExitCode(1)
        }
    }
}
