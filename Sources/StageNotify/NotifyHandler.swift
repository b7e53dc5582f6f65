import Failures
import JSON
import Storage

/// Builds the message about a run and publishes it.
struct NotifyHandler {
    var objects: any ObjectStore
    var publisher: any Publisher

    /// Does the work; doing it again sends the same message with the same delivery id.
    func handle(_ input: NotifyInput) throws(PipelineError) -> NotifyOutput {
        let failure = input.outcome == .failed ? Failure(input.failure) : nil
        let message = message(input, failure)
        return NotifyOutput(messageID: try publisher.publish(message), message: message, failure: failure)
    }

    /// The message, which depends on the input alone.
    func message(_ input: NotifyInput, _ failure: Failure?) -> Message {
        let text =
            switch input.outcome {
            case .imported: Wording.imported(input.result["counts"] ?? .null)
            case .alreadyProcessed: Wording.alreadyProcessed(input.fileName, previous: input.previous)
            case .failed:
                Wording.failed(
                    input.fileName, failure ?? Failure(.null), keptAt: input.quarantineKey.map(objects.uri))
            }
        let deliveryID = String(SHA256.hex("\(input.runID)\n\(input.outcome.rawValue)").prefix(32))
        return Message(deliveryID: deliveryID, text: text, body: body(input, failure, deliveryID, text))
    }

    private func body(_ input: NotifyInput, _ failure: Failure?, _ deliveryID: String, _ text: String) -> JSON {
        let report = input.result["report"] ?? failure?.details["report"]
        let error: JSON = failure.map { ["name": .string($0.name), "cause": .string($0.reason)] } ?? .null
        return [
            "schema": "workout-notification/1", "delivery_id": .string(deliveryID), "run_id": .string(input.runID),
            "outcome": .string(input.outcome.rawValue), "user": input.user.map(JSON.string) ?? .null,
            "file": .string(input.fileName), "counts": input.result["counts"] ?? .null,
            "period": input.result["period"] ?? .null,
            "personal_records": input.result["personal_records"] ?? [],
            "report": report?.string.map { .string(objects.uri($0)) } ?? .null,
            "import": input.result["import"] ?? input.previous["import"] ?? input.previous,
            "kept": input.quarantineKey.map { .string(objects.uri($0)) } ?? .null, "error": error,
            "text": .string(text),
        ]
    }
}
