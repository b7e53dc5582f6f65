import Foundation
import JSON
import Testing

@testable import StatesLanguage

/// The recorded executions that lie beside the repository on machines that have them.
enum RecordedExecutions {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/conformance/executions")

    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func load() throws -> [JSON] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }.sorted()
            .map { try JSON(parsing: Array(Data(contentsOf: folder.appendingPathComponent($0)))) }
    }
}

@Suite struct ConformanceTests {
    /// How many of the recorded outcomes we reached when this number was last raised.
    static let reached = 659

    // The recordings are no part of the repository; without them there is nothing to compare with.
    @Test(.enabled(if: RecordedExecutions.arePresent, "needs ../shared/conformance/executions"))
    func recordedOutcomesStayReached() async throws {
        var (equal, missed) = (0, [String]())
        for recorded in try RecordedExecutions.load() {
            let isEqual = try await outcomeIsEqual(recorded)
            equal += isEqual ? 1 : 0
            if !isEqual { missed.append(recorded["id"]?.string ?? "?") }
        }
        #expect(equal >= Self.reached, "missed: \(missed.joined(separator: "\n"))")
    }

    private func buckets(_ recorded: JSON) -> MemoryBuckets {
        let contents = recorded["s3"]?.object?.map { bucket in
            let objects = bucket.value.object?.map { ($0.key, Array(($0.value.string ?? "").utf8)) } ?? []
            return (bucket.key, Dictionary(uniqueKeysWithValues: objects))
        }
        return MemoryBuckets(Dictionary(uniqueKeysWithValues: contents ?? []))
    }

    private func outcomeIsEqual(_ recorded: JSON) async throws -> Bool {
        let definition: Definition
        do {
            definition = try Definition(recorded["definition"] ?? .null)
        } catch {
            return false
        }
        let identity = ExecutionIdentity(
            account: "111111111111", stateMachineName: "Conformance-machine",
            type: recorded["type"] == "EXPRESS" ? .express : .standard)
        let interpreter = Interpreter(
            runner: try MockTaskRunner(recorded["mocks"] ?? [:]), buckets: buckets(recorded),
            clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
        let result = await interpreter.run(
            Execution(definition, input: recorded["input"] ?? [:], identity: identity)
        ).result
        let matcher = RecordedValue(placeholders: recorded["placeholders"]?.object?.keys ?? [])
        return ["status", "output", "error", "cause"].allSatisfy { field in
            matcher.matches(recorded["expect"]?[field] ?? .null, result[field] ?? .null)
        }
    }
}

/// Compares a recorded value, in which some words stand for any text, with ours.
struct RecordedValue {
    let placeholders: [String]

    func matches(_ expected: JSON, _ actual: JSON) -> Bool {
        switch (expected, actual) {
        case (.string(let text), _) where placeholders.contains(text): true
        case (.string(let expected), .string(let actual)) where text(expected, matches: actual): true
        case (.string(let text), _) where parse(text) != nil && parse(text)?.string == nil:
            parse(text).map { matches($0, actual.string.flatMap(parse) ?? actual) } ?? false
        case (_, .string(let text)) where expected.string == nil && parse(text) != nil:
            parse(text).map { matches(expected, $0) } ?? false
        case (.object(let expected), .object(let actual)):
            expected.count == actual.count
                && expected.allSatisfy { member in actual[member.key].map { matches(member.value, $0) } ?? false }
        case (.array(let expected), .array(let actual)):
            expected.count == actual.count && zip(expected, actual).allSatisfy { matches($0, $1) }
        default: expected == actual
        }
    }

    private func text(_ expected: String, matches actual: String) -> Bool {
        var pattern = expected.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "*", with: "\\*")
        for word in placeholders { pattern = pattern.replacingOccurrences(of: word, with: "*") }
        return WildcardPattern(pattern).matches(actual)
    }

    private func parse(_ text: String) -> JSON? {
        do { return try JSON(parsing: text) } catch { return nil }
    }
}
