import BenchmarkKit
import Foundation
import JSON

/// The same expressions in JSONata's reference implementation, on Node.
enum NodePeer {
    private static let peer = Peer(name: "JSONata's reference implementation on Node", script: "install-jsonata.sh")

    /// What each case took and gave, nil for those it fails; nil altogether, with a message, where it cannot be had.
    static func measure(_ cases: [ExpressionCase], for limit: Double) throws -> [Evaluation?]? {
        guard peer.install() else { return nil }
        talk("Running the same with \(peer.name) …")
        let file = FileManager.default.temporaryDirectory.appending(path: "jsonata-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(cases.map { $0.line + "\n" }.joined().utf8).write(to: file)
        let arguments = [
            "node", Peer.path("peers/jsonata_reference.js"), Peer.path(".venv-jsonata/jsonata.js"), file.path,
            String(limit),
        ]
        guard let output = try Peer.call("/usr/bin/env", arguments) else {
            throw BenchmarkFailure("\(peer.name) failed.")
        }
        let lines = output.split(separator: UInt8(ascii: "\n"))
        guard lines.count == cases.count else { throw BenchmarkFailure("\(peer.name) left cases out.") }
        return try lines.map { line in
            let report = try JSON(parsing: Array(line))
            return report["seconds"]?.double.map { Evaluation(seconds: $0, result: report["result"]) }
        }
    }
}
