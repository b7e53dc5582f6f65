import JSON
import StatesLanguage
import Terminal

/// Problems of one definition.
struct IssueReport {
    /// A problem with the line it is on.
    struct Entry {
        var issue: DefinitionIssue
        var spot: JSONSourceSpot
        var line: String

        /// What is wrong, in one line that moves no cursor.
        var message: String {
            // What the service says of a text that is no JSON repeats that text.
            let text =
                issue.code == .invalidJSON
                ? issue.detail ?? issue.message : issue.message + (issue.detail.map { " (\($0))" } ?? "")
            return Terminal.escaped(text)
        }

        /// What to do about it.
        var hint: String? {
            if let suggestion = issue.suggestion { return Terminal.escaped(suggestion) }
            return issue.code == .unresolvedSubstitution ? "Give it with --substitute name=value." : nil
        }

        var place: String { Terminal.escaped(issue.pointer.isEmpty ? "/" : issue.pointer) }
    }

    let path: String
    /// In the order in which the service tells them.
    let entries: [Entry]
    /// In the order of the text.
    var entriesByPlace: [Entry] {
        entries.sorted { ($0.spot.line, $0.spot.column) < ($1.spot.line, $1.spot.column) }
    }

    init(_ issues: [DefinitionIssue], in file: DefinitionFile) {
        path = file.path
        entries = issues.map { issue in
            let map = file.map
            let spot = issue.concernsKey ? map.spot(ofKeyAt: issue.pointer) : map.spot(of: issue.pointer)
            return Entry(issue: issue, spot: spot, line: Self.line(spot.line, of: map.lines))
        }
    }

    init(_ problem: JSONProblem) {
        path = problem.path
        let spot = JSONSourceSpot(line: problem.error.line, column: problem.error.column)
        let line = Self.line(spot.line, of: JSONSourceMap.lines(of: problem.text))
        // Of a text without anything in it the service does not say that it is no JSON.
        entries = Definition.issues(inText: problem.text).map { Entry(issue: $0, spot: spot, line: line) }
    }

    /// A line by its number from 1; empty where the text ends before it.
    private static func line(_ number: Int, of lines: [String]) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// Reads a file and checks what is in it.
    init(checking path: String, substitutions: [String: String], type: ExecutionIdentity.WorkflowType) throws {
        do {
            let file = try DefinitionFile(path: path)
            self.init(file.issues(substitutions: substitutions, type: type), in: file)
        } catch let problem as JSONProblem {
            self.init(problem)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Whether the definition cannot even be run here, with somebody else's answers to its tasks.
    var preventsExecution: Bool { entries.contains(where: \.issue.preventsExecution) }

    var hasErrors: Bool { entries.contains { $0.issue.severity == .error } }

    /// One block a problem, a blank line between: place, code and message, then the line with a caret below the place,
    /// then what to do.
    var text: String {
        entriesByPlace.map { entry in
            let shown = CaretLine(entry.line, at: entry.spot)
            let grade = entry.issue.severity == .warning ? "warning: " : ""
            var lines = [
                "\(Terminal.escaped(path)):\(entry.spot.line):\(entry.spot.column): \(grade)\(entry.issue.code.rawValue): "
                    + "\(entry.message) (at \(entry.place))",
                "  \(shown.text)", "  \(shown.caret)",
            ]
            if let hint = entry.hint { lines.append("  \(hint)") }
            return lines.joined(separator: "\n")
        }
        .joined(separator: "\n\n")
    }

    /// `result`, `diagnostics` and `truncated` as ValidateStateMachineDefinition gives them, with line and column.
    var json: JSON {
        [
            "result": hasErrors ? "FAIL" : "OK",
            "diagnostics": .array(
                entries.map { entry in
                    var diagnostic = entry.issue.diagnostic.object ?? [:]
                    diagnostic["line"] = .int(entry.spot.line)
                    diagnostic["column"] = .int(entry.spot.column)
                    return .object(diagnostic)
                }),
            "truncated": .bool(entries.count >= Definition.maximumIssues),
        ]
    }
}

extension [IssueReport] {
    /// How many problems there are, in words.
    var summary: String {
        let issues = flatMap(\.entries).map(\.issue)
        let errors = issues.count { $0.severity == .error }
        let found = [(errors, "error"), (issues.count - errors, "warning")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        let subject = count == 1 ? Terminal.escaped(self[0].path) : "\(count) files"
        return "\(subject): \(found.isEmpty ? "no problems" : found.joined(separator: ", "))"
    }
}
