import Foundation
import JSON
import StatesLanguage
import StatesService

/// A recorded call of the API, or the variables that DescribeStateMachine found in a definition.
struct APICase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// What our service answers, in the result format of the data set.
    func run() async -> JSON {
        guard let operation = source["operation"]?.string else {
            let references = Definition.variableReferences(in: source["definition"] ?? .null)
            return [
                "variableReferences": .object(
                    JSONObject(references.map { ($0.key, .array($0.value.map { .string($0) })) }))
            ]
        }
        do {
            let service = try StatesService(
                StatesService.Configuration(
                    partition: Partition(account: "111111111111"),
                    clock: RealClock(now: Timestamp(seconds: 1_750_000_000)),
                    makeID: { UUID().uuidString }, makeRunner: { _ in MockTaskRunner([:]) }))
            return ["response": try await service.respond(to: operation, source["params"] ?? [:])]
        } catch let error as ServiceError {
            return ["exception": ["code": .string(error.code), "message": .string(error.message)]]
        } catch {
            return ["exception": ["code": "InternalFailure", "message": .string("\(error)")]]
        }
    }
}
