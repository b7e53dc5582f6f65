import Formats
import JSON

/// Counts the problems of a file and describes the first of them.
struct ProblemLog {
    /// How many problems are described one by one.
    static let detailLimit = 1_000
    /// How many lines are named for each code.
    private static let lineLimit = 5

    private struct Tally {
        var severity: Severity
        var rows = 0
        var firstLines: [Int] = []
    }

    private var tallies: [String: Tally] = [:]
    private var order: [String] = []
    private var described = 0
    private let sink: (JSONWriter) throws -> Void

    /// A log without entries.
    ///
    /// - Parameter sink: Receives each description, one line of JSON with its line end.
    init(sink: @escaping (JSONWriter) throws -> Void) {
        self.sink = sink
    }

    /// Notes the problems of a row.
    mutating func add(_ problems: [Problem], line: Int, endLine: Int, row: Int, record: String?) throws {
        var counted: Set<String> = []
        for problem in problems {
            if counted.insert(problem.code).inserted { count(problem, line: line) }
            if described < Self.detailLimit {
                described += 1
                var writer = JSONWriter()
                writer.write(describe(problem, line: line, endLine: endLine, row: row, record: record))
                writer.write(raw: "\n")
                try sink(writer)
            }
        }
    }

    /// The totals by code, in the order in which the codes first occurred.
    var byCode: JSON {
        .array(
            order.compactMap { code in
                tallies[code].map { tally in
                    [
                        "code": .string(code), "severity": .string(tally.severity.rawValue), "rows": .int(tally.rows),
                        "first_lines": .array(tally.firstLines.map { .int($0) }),
                    ]
                }
            })
    }

    private mutating func count(_ problem: Problem, line: Int) {
        if tallies[problem.code] == nil {
            tallies[problem.code] = Tally(severity: problem.severity)
            order.append(problem.code)
        }
        tallies[problem.code]?.rows += 1
        if let lines = tallies[problem.code]?.firstLines.count, lines < Self.lineLimit {
            tallies[problem.code]?.firstLines.append(line)
        }
    }

    private func describe(_ problem: Problem, line: Int, endLine: Int, row: Int, record: String?) -> JSON {
        [
            "line": .int(line), "end_line": .int(endLine), "row": .int(row), "record": record.map(JSON.string) ?? .null,
            "severity": .string(problem.severity.rawValue), "code": .string(problem.code),
            "column": problem.column.map { .string($0.text) } ?? .null,
            "column_index": problem.column.map { .int($0.index + 1) } ?? .null,
            "value": problem.value.map { .string(Self.printable($0)) } ?? .null, "expected": .string(problem.expected),
            "message": .string(ProblemMessage.text(for: problem, line: line)),
            "hint": problem.hint.map(JSON.string) ?? .null,
        ]
    }

    /// At most 200 characters, control characters shown as escapes.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(200) {
            let isDirectional = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            if scalar.properties.generalCategory == .control || isDirectional {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > 200 ? result + "…" : result
    }
}
