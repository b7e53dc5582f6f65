import Foundation
import JSON
import JSONata
import Testing

/// The suite of the JSONata project, which lies beside the repository on machines that have it.
enum RecordedSuite {
    static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("shared/conformance/jsonata/jsonata.jsonl")

    static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

    static func load() throws -> [JSON] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try JSON(parsing: Array($0)) }
    }
}

@Suite struct SuiteTests {
    @Test(.enabled(if: RecordedSuite.isPresent, "needs ../shared/conformance/jsonata"))
    func everyRecordedCaseIsEqual() throws {
        var missed: [String] = []
        // The one case of ten million numbers takes its time without optimisation.
        for recorded in try RecordedSuite.load() where recorded["expr"]?.string?.contains("10000099") == false {
            if !isEqual(recorded) { missed.append(recorded["id"]?.string ?? "?") }
        }
        #expect(missed.isEmpty, "missed: \(missed.joined(separator: "\n"))")
    }

    private func isEqual(_ recorded: JSON) -> Bool {
        let expected = recorded["expect"]
        do throws(JSONataError) {
            guard let result = try evaluate(recorded) else { return expected?["undefinedResult"] == true }
            guard let wanted = expected?["result"] else { return false }
            return wanted.isAbout(result, ignoringOrder: recorded["unordered"] == true)
        } catch {
            let code = expected?["errorCode"] ?? expected?["error"]?["code"]
            return code == .string(error.code) || code == true
        }
    }

    private func evaluate(_ recorded: JSON) throws(JSONataError) -> JSON? {
        var environment = JSONataEnvironment(now: 1_750_000_000_000)
        // Enough for every case that ends; the one that does not ends sooner.
        environment.limits.steps = 3_000_000
        if let depth = recorded["depth"]?.int { environment.limits.depth = depth }
        var bindings: [String: JSON] = [:]
        for member in recorded["bindings"]?.object ?? [:] { bindings[member.key] = member.value }
        let input = recorded["noData"] == true ? JSON?.none : recorded["data"]
        let expression = try JSONataExpression(parsing: recorded["expr"]?.string ?? "")
        return try expression.evaluate(input, bindings: bindings, environment: environment)
    }
}

extension JSON {
    /// Equality up to the last digits of doubles.
    fileprivate func isAbout(_ other: JSON, ignoringOrder: Bool = false) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            abs(left.double - right.double) <= 1e-9 * max(1, abs(left.double))
        case (.array(let left), .array(let right)) where ignoringOrder:
            left.map(\.description).sorted() == right.map(\.description).sorted()
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isAbout($1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.allSatisfy { member in right[member.key].map { member.value.isAbout($0) } ?? false }
        default: self == other
        }
    }
}
