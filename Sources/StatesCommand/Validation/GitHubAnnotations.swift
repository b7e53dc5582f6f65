import JSON
import StatesLanguage

/// Problems as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
struct GitHubAnnotations {
    private let reports: [IssueReport]

    init(_ reports: [IssueReport]) {
        self.reports = reports
    }

    /// One command a problem.
    var lines: [String] {
        reports.flatMap { report in
            report.entriesByPlace.map { entry in
                let properties = [
                    ("file", report.path), ("line", "\(entry.spot.line)"), ("col", "\(entry.spot.column)"),
                    ("endColumn", "\(entry.spot.column + entry.spot.length)"), ("title", entry.issue.code.rawValue),
                ]
                let list = properties.map { "\($0.0)=\(Self.escape($0.1, isProperty: true))" }.joined(separator: ",")
                let text = [entry.message, entry.hint].compactMap { $0 }.joined(separator: "\n")
                return "::\(entry.issue.severity.level) \(list)::\(Self.escape(text))"
            }
        }
    }

    /// Text with what the runner would take for syntax escaped, as its toolkit does.
    private static func escape(_ text: String, isProperty: Bool = false) -> String {
        var escaped = text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        if isProperty { escaped = escaped.replacing(":", with: "%3A").replacing(",", with: "%2C") }
        return escaped
    }
}
