import JSON
import Storage

/// What StageNotify gives.
struct NotifyOutput {
    var messageID: String
    var message: Message
    /// For the Fail state; nil unless the run failed.
    var failure: Failure?

    var json: JSON {
        var members: JSONObject = [
            "message_id": .string(messageID), "delivery_id": .string(message.deliveryID),
            "text": .string(message.text),
        ]
        if let failure {
            members["error"] = .string(failure.name)
            members["cause"] = .string(message.text)
        }
        return .object(members)
    }
}
