import BenchmarkKit
import JSON

/// The same executions in the interpreter of moto.
enum MotoPeer {
    private static let peer = Peer(name: "moto", script: "install-moto.sh")

    /// What each workload took; nil, with a message, where moto cannot be had.
    static func measure(_ workloads: [Workload]) throws -> [Measurement]? {
        guard peer.install() else { return nil }
        talk("Running the same with moto …")
        let (python, script) = (Peer.path(".venv-moto/bin/python"), Peer.path("peers/moto_states.py"))
        return try workloads.map { workload in
            let machine = workload.definition.text()
            guard let output = try Peer.call(python, [script, machine, workload.input.text()]),
                let report = try? JSON(parsing: Array(output)), let seconds = report["seconds"]?.double,
                let parsing = report["parsing"]?.double, let events = report["events"]?.int
            else { throw BenchmarkFailure("moto failed to run '\(workload.name)'.") }
            return Measurement(seconds: seconds, parsing: parsing, events: events)
        }
    }
}
