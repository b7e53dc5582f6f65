import Foundation
import JSON
import StatesLanguage

/// A recorded call of TestState.
struct TestStateCase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// Whether a case is one: it is the only kind that expects a response, or its refusal, and names no operation.
    static func isOne(_ source: JSON) -> Bool {
        source["operation"] == nil && (source["expect"]?["response"] ?? source["expect"]?["exception"]) != nil
            && source["expect"]?["verdict"] == nil
    }

    /// What we answer, in the result format of the data set. No task is carried out: there is nobody to do it.
    func run() async -> JSON {
        let identity = ExecutionIdentity(
            account: "111111111111", stateMachineName: UUID().uuidString, executionName: UUID().uuidString)
        do throws(TestStateError) {
            let test = try TestState(request, identity: identity, now: Timestamp(seconds: 1_750_000_000))
            return ["response": await test.run(with: MockTaskRunner([:]))]
        } catch {
            return ["exception": ["code": .string(error.code), "message": .string(error.message)]]
        }
    }

    private var request: JSON {
        var request = source["params"]?.object ?? [:]
        request["definition"] = text("definition")
        request["input"] = text("input")
        // The cases leave the role out. The mocked calls were made with one: their context objects show it.
        if request["mock"] != nil { request["roleArn"] = "arn:aws:iam::111111111111:role/conformance" }
        return .object(request)
    }

    /// A member that the case has as text or as a value.
    private func text(_ name: String) -> JSON? {
        source[name + "String"] ?? source[name].map { .string($0.text()) }
    }
}
