import Foundation
import JSON
import StatesLanguage

/// Problems as a SARIF 2.1.0 log (OASIS), which editors and code hosts show beside the lines.
struct SARIFLog {
    private let reports: [IssueReport]
    /// The folder that the paths in the log are relative to.
    private let folder: String

    init(_ reports: [IssueReport], relativeTo folder: String = FileManager.default.currentDirectoryPath) {
        self.reports = reports
        self.folder = folder
    }

    var json: JSON {
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": ["name": "states", "rules": .array(Self.rules)]],
                    "columnKind": "unicodeCodePoints",
                    "results": .array(
                        reports.flatMap { report in report.entriesByPlace.map { result($0, in: report) } }),
                ]
            ],
        ]
    }

    private static let rules = DefinitionIssue.Code.allCases.map { code -> JSON in
        [
            "id": .string(code.rawValue), "shortDescription": ["text": .string(code.summary)],
            "defaultConfiguration": ["level": .string(code.severity.level)],
        ]
    }

    private func result(_ entry: IssueReport.Entry, in report: IssueReport) -> JSON {
        let region: JSON = [
            "startLine": .int(entry.spot.line), "startColumn": .int(entry.spot.column),
            "endLine": .int(entry.spot.line), "endColumn": .int(entry.spot.column + entry.spot.length),
        ]
        let text = [entry.message, entry.hint].compactMap { $0 }.joined(separator: "\n")
        return [
            "ruleId": .string(entry.issue.code.rawValue),
            "ruleIndex": .int(DefinitionIssue.Code.allCases.firstIndex(of: entry.issue.code) ?? 0),
            "level": .string(entry.issue.severity.level), "message": ["text": .string(text)],
            "locations": [
                [
                    "physicalLocation": [
                        "artifactLocation": ["uri": .string(uri(of: report.path))], "region": region,
                    ],
                    "logicalLocations": [["fullyQualifiedName": .string(entry.place)]],
                ]
            ],
        ]
    }

    /// A path below the folder as a relative reference, any other as a `file` URI.
    private func uri(of path: String) -> String {
        guard path != "-" else { return "stdin" }
        let whole = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
            .standardizedFileURL.path
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let isBelow = whole.hasPrefix(prefix)
        let shown = isBelow ? String(whole.dropFirst(prefix.count)) : whole
        // A colon in the first step would read as a scheme.
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))
        let encoded = shown.addingPercentEncoding(withAllowedCharacters: allowed) ?? shown
        return isBelow ? encoded : "file://" + encoded
    }
}

extension DefinitionIssue.Severity {
    /// The word of SARIF, and of GitHub's annotations, for it.
    var level: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        }
    }
}
