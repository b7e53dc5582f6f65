import ArgumentParser
import BenchmarkKit
import Foundation

@main struct JSONataBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonata-benchmark",
        abstract: "Measure the evaluation of JSONata, beside the reference implementation on Node.",
        discussion: "Exits with 1 where the reference is faster over all expressions together.")

    @Option(help: "A file of cases, one JSON object a line as in JSONata's own test suite.")
    var cases = "../shared/conformance/jsonata/jsonata.jsonl"

    @Option(help: "How many characters an expression of the file has at least.")
    var length = 60

    @Option(help: "For how many seconds each expression is evaluated; the best time counts.")
    var seconds = 0.2

    @Option(help: "How many of the file's expressions are shown, the slowest beside the reference first.")
    var slowest = 10

    func run() throws {
        var expressions = OwnExpressions.cases
        let file = URL(filePath: cases)
        if FileManager.default.fileExists(atPath: file.path) {
            expressions += try ExpressionCase.read(file, length: length)
        } else {
            talk("\(cases) is not there: only the benchmark's own expressions are measured.")
        }
        talk("Evaluating \(expressions.count) expressions, \(seconds) s each …")
        let ours = try expressions.map { try $0.measure(for: seconds) }
        guard let peer = try NodePeer.measure(expressions, for: seconds) else { return }
        let comparison = Comparison(expressions, ours: ours, peer: peer)
        print(comparison.text(slowest: slowest))
        guard comparison.ratio >= 1 else { throw ExitCode.failure }
    }
}
