import Foundation
import JSON
import StatesDebugging
import StatesLanguage
import Testing

/// Stepping through the recorded executions, which lie beside the repository on machines that have them.
@Suite struct RecordedParityTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/conformance/executions")

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: folder.path), "needs ../shared/conformance/executions"))
    func steppingGivesTheHistoryOfRunning() async throws {
        var (compared, different) = (0, [String]())
        for name in try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
        where name.hasSuffix(".json") {
            let recorded = try JSON(parsing: Array(Data(contentsOf: Self.folder.appendingPathComponent(name))))
            guard let execution = try? Self.execution(of: recorded) else { continue }
            let runner = try MockTaskRunner(recorded["mocks"] ?? [:])
            let ran = await Interpreter(
                runner: runner, buckets: Self.buckets(of: recorded), clock: VirtualClock(now: Samples.start)
            ).run(execution)
            var session = DebugSession(execution, at: Samples.start)
            let driver = DebugDriver(buckets: Self.buckets(of: recorded)) { await runner.response(to: $0) }
            while !session.execution.isOver { _ = try await driver.go(.step, &session) }
            compared += 1
            if session.execution.history.map(\.json) != ran.history.map(\.json) { different.append(name) }
        }
        #expect(compared > 600)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    }

    private static func execution(of recorded: JSON) throws -> Execution {
        Execution(
            try Definition(recorded["definition"] ?? .null), input: recorded["input"] ?? [:],
            identity: ExecutionIdentity(type: recorded["type"] == "EXPRESS" ? .express : .standard), seed: 5)
    }

    private static func buckets(of recorded: JSON) -> MemoryBuckets {
        let contents = recorded["s3"]?.object?.map { bucket in
            let objects = bucket.value.object?.map { ($0.key, Array(($0.value.string ?? "").utf8)) } ?? []
            return (bucket.key, Dictionary(uniqueKeysWithValues: objects))
        }
        return MemoryBuckets(Dictionary(uniqueKeysWithValues: contents ?? []))
    }
}
