import JSON
import StatesLanguage
import StatesTesting
import Terminal

/// The results of the cases of one machine, for people and for machines.
struct TestReport {
    /// Mismatches and events that are shown of a case; the rest is counted.
    private static let shown = 12

    let machine: String
    let results: [MachineTests.Result]
    /// What could not be tried.
    let problems: [TestProblem]
    let coverage: Coverage
    let map: JSONSourceMap
    /// The definition; null where it cannot be read, and there is nothing to cover.
    let source: JSON

    init(_ tests: MachineTests, _ results: [MachineTests.Result], countsFailedRules: Bool) {
        machine = tests.name
        problems = tests.problems
        map = tests.definition?.map ?? JSONSourceMap("")
        source = tests.definition?.source ?? .null
        self.results = results
        var coverage = Coverage(of: source, countsFailedRules: countsFailedRules)
        for result in results { coverage.add(result.run.execution.trace ?? []) }
        self.coverage = coverage
    }

    var failures: Int { results.count { !$0.run.passed } }

    /// Writes a table of the cases, then what went wrong in each that failed.
    func write(width: Int? = Terminal.width) {
        var table = Table([
            Table.Column(title: ""), Table.Column(title: machine, isFlexible: true), Table.Column(title: "status"),
            Table.Column(title: "time"), Table.Column(title: "events", isNumeric: true),
        ])
        for result in results {
            let execution = result.run.execution
            table.add([
                result.run.passed ? "ok" : "FAILED", result.run.name, execution.status.rawValue,
                HistoryView.text(of: execution.duration), "\(execution.history.count)",
            ])
        }
        table.write(width: width)
        for result in results where !result.run.passed {
            Terminal.line()
            for line in Self.explanation(of: result) { Terminal.line(Terminal.printable(line)) }
        }
        for line in unusedMocks { Terminal.line(Terminal.printable(line)) }
    }

    /// What cases that pass prepared in vain, a line each.
    private var unusedMocks: [String] {
        results.filter(\.run.passed).flatMap { result in
            result.run.unusedMocks.map {
                "\(result.file): \(result.run.name): \($0.count) of \($0.total) mocks of \($0.state) were not used"
            }
        }
    }

    /// What differs, and how the execution ended.
    static func explanation(of result: MachineTests.Result) -> [String] {
        let (run, execution) = (result.run, result.run.execution)
        var lines = ["\(result.file): \(run.name)"]
        lines += run.mismatches.prefix(shown).map { "  \($0)" }
        if run.mismatches.count > shown { lines.append("  and \(run.mismatches.count - shown) more") }
        for child in run.failedChildren.prefix(shown) {
            let reason = [child.error, child.cause].compactMap { $0 }.joined(separator: ": ")
            lines.append("  child execution \(child.index) failed: \(reason.isEmpty ? "without an error" : reason)")
        }
        for unused in run.unusedMocks {
            lines.append("  \(unused.count) of \(unused.total) mocks of \(unused.state) were not used")
        }
        lines.append("  the last events of its history:")
        var view = HistoryView(start: execution.history.first?.timestamp ?? execution.now)
        lines += execution.history.map { view.line(for: $0) }.suffix(shown).map { "    \($0)" }
        return lines
    }

    /// Writes how much is covered, and every place that is not.
    func writeCoverage(width: Int? = Terminal.width) {
        var table = Table([
            Table.Column(title: "Coverage of \(machine)", isFlexible: true),
            Table.Column(title: "covered", isNumeric: true),
            Table.Column(title: "of", isNumeric: true), Table.Column(title: "%", isNumeric: true),
        ])
        func add(_ title: String, _ share: Coverage.Share) {
            table.add([title, "\(share.covered)", "\(share.total)", "\(share.percent)"])
        }
        for category in CoveragePoint.Category.allCases { add(category.title, coverage.share(of: category)) }
        add("All", coverage.share())
        table.write(width: width)
        for point in coverage.uncovered {
            let spot = map.spot(of: point.pointer)
            Terminal.line(
                Terminal.printable(
                    "\(machine):\(spot.line):\(spot.column): not covered: \(point.title) (at \(point.pointer))"))
        }
    }

    /// The results as one object.
    var json: JSON {
        let cases = results.map { result -> JSON in
            let execution = result.run.execution
            return [
                "name": .string(result.run.name), "file": .string(result.file), "passed": .bool(result.run.passed),
                "status": .string(execution.status.rawValue), "events": .int(execution.history.count),
                "mismatches": .array(result.run.mismatches.map(\.json)),
            ]
        }
        let faults = problems.map { ["file": .string($0.file), "message": .string($0.message)] as JSON }
        return [
            "machine": .string(machine), "cases": .array(cases), "problems": .array(faults), "coverage": coverageJSON,
        ]
    }

    /// Shares by category, and each point with how often it was come through.
    var coverageJSON: JSON {
        func json(_ share: Coverage.Share) -> JSON {
            ["covered": .int(share.covered), "total": .int(share.total), "percent": .int(share.percent)]
        }
        var shares: JSONObject = ["all": json(coverage.share())]
        for category in CoveragePoint.Category.allCases {
            shares[category.rawValue] = json(coverage.share(of: category))
        }
        let points = zip(coverage.points, coverage.hits).map { point, hits -> JSON in
            let spot = map.spot(of: point.pointer)
            return [
                "pointer": .string(point.pointer), "kind": .string(point.kind), "state": .string(point.state),
                "line": .int(spot.line), "hits": .int(hits),
            ]
        }
        return ["machine": .string(machine), "shares": .object(shares), "points": .array(points)]
    }
}

extension Execution {
    /// From the first event to the last.
    fileprivate var duration: Duration { now - (history.first?.timestamp ?? now) }
}
