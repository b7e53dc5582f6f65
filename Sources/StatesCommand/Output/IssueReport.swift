import JSON
import StatesLanguage

/// Problems of a definition, for people and for machines.
struct IssueReport {
    private struct Entry {
        var issue: DefinitionIssue
        var spot: JSONSourceSpot
        var line: String
    }

    private let path: String
    private let entries: [Entry]

    init(_ issues: [DefinitionIssue], in file: DefinitionFile) {
        path = file.path
        entries = issues.map { issue in
            let spot = file.map.spot(of: issue.pointer)
            return Entry(issue: issue, spot: spot, line: file.map.lines[spot.line - 1])
        }
        .sorted { ($0.spot.line, $0.spot.column) < ($1.spot.line, $1.spot.column) }
    }

    init(_ problem: JSONProblem) {
        path = problem.path
        let spot = JSONSourceSpot(line: problem.error.line, column: problem.error.column)
        let line = problem.lines.indices.contains(spot.line - 1) ? problem.lines[spot.line - 1] : ""
        entries = [Entry(issue: DefinitionIssue(.invalidJSON, problem.error.message, at: ""), spot: spot, line: line)]
    }

    var isEmpty: Bool { entries.isEmpty }
    var hasErrors: Bool { entries.contains { $0.issue.severity == .error } }

    /// One block a problem: place, code and message, then the line with a caret below the place.
    var text: String {
        entries.map { entry in
            let place = entry.issue.pointer.isEmpty ? "/" : entry.issue.pointer
            let shown = CaretLine(entry.line, at: entry.spot)
            return """
                \(path):\(entry.spot.line):\(entry.spot.column): \(entry.issue.code.rawValue): \
                \(entry.issue.message)\(entry.issue.detail.map { ": \($0)" } ?? "") (at \(place))
                  \(shown.text)
                  \(shown.caret)
                """
        }
        .joined(separator: "\n")
    }

    /// `result` and `diagnostics` as ValidateStateMachineDefinition gives them, with line and column.
    var json: JSON {
        [
            "result": hasErrors ? "FAIL" : "OK",
            "diagnostics": .array(
                entries.map { entry in
                    [
                        "severity": .string(entry.issue.severity.rawValue), "code": .string(entry.issue.code.rawValue),
                        "message": .string(entry.issue.message),
                        "location": .string(entry.issue.pointer.isEmpty ? "/" : entry.issue.pointer),
                        "line": .int(entry.spot.line), "column": .int(entry.spot.column),
                    ]
                }),
        ]
    }
}
