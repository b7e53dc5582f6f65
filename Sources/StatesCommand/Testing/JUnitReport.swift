import StatesTesting

/// Results in the XML that CI servers read, after JUnit.
struct JUnitReport {
    private var suites: [String] = []

    /// Adds the cases of one machine.
    mutating func add(_ report: TestReport) {
        let seconds = report.results.reduce(0) { $0 + Self.seconds($1.duration) }
        var lines = [
            "  <testsuite name=\"\(Self.escaped(report.machine))\" tests=\"\(report.results.count)\" "
                + "failures=\"\(report.failures)\" time=\"\(seconds)\">"
        ]
        for result in report.results {
            let attributes =
                "classname=\"\(Self.escaped(report.machine))\" name=\"\(Self.escaped(result.run.name))\" "
                + "file=\"\(Self.escaped(result.file))\" time=\"\(Self.seconds(result.duration))\""
            guard let first = result.run.mismatches.first else {
                lines.append("    <testcase \(attributes)/>")
                continue
            }
            let text = TestReport.explanation(of: result).dropFirst().joined(separator: "\n")
            lines += [
                "    <testcase \(attributes)>",
                "      <failure message=\"\(Self.escaped(first.description))\">\(Self.escaped(text))</failure>",
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

    /// Text for an attribute or an element; characters that XML 1.0 has no place for become blanks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
