import StatesTesting
import StatesTooling

/// Results in the XML that CI servers read, after JUnit.
struct JUnitReport {
    private var suites: [String] = []

    /// Adds the cases of one machine.
    mutating func add(_ report: TestReport) {
        let seconds = report.results.reduce(0) { $0 + Self.seconds($1.duration) }
        var lines = [
            "  <testsuite name=\"\(report.machine.escapedForXML)\" "
                + "tests=\"\(report.results.count + report.problems.count)\" "
                + "failures=\"\(report.failures)\" errors=\"\(report.problems.count)\" time=\"\(seconds)\">"
        ]
        for result in report.results {
            let attributes =
                "classname=\"\(report.machine.escapedForXML)\" name=\"\(result.run.name.escapedForXML)\" "
                + "file=\"\(result.file.escapedForXML)\" time=\"\(Self.seconds(result.duration))\""
            guard let first = result.run.mismatches.first else {
                lines.append("    <testcase \(attributes)/>")
                continue
            }
            let text = TestReport.explanation(of: result).dropFirst().joined(separator: "\n")
            lines += [
                "    <testcase \(attributes)>",
                "      <failure message=\"\(first.description.escapedForXML)\">\(text.escapedForXML)</failure>",
                "    </testcase>",
            ]
        }
        for problem in report.problems {
            let first = problem.message.split(separator: "\n").first.map(String.init) ?? ""
            lines += [
                "    <testcase classname=\"\(report.machine.escapedForXML)\" name=\"\(problem.file.escapedForXML)\" "
                    + "file=\"\(problem.file.escapedForXML)\" time=\"0\">",
                "      <error message=\"\(first.escapedForXML)\">\(problem.message.escapedForXML)</error>",
                "    </testcase>",
            ]
        }
        suites.append((lines + ["  </testsuite>"]).joined(separator: "\n"))
    }

    /// The document.
    var text: String {
        (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>"] + suites + ["</testsuites>"])
            .joined(separator: "\n") + "\n"
    }

    private static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        // Microseconds are more than anyone reads.
        return Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
    }
}
