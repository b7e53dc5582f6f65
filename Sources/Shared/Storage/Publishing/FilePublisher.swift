public import Failures
import JSON

/// Leaves each message as an object `notifications/<delivery id>.json`.
public struct FilePublisher: Publisher {
    private let objects: any ObjectStore

    /// A publisher to a store.
    public init(_ objects: any ObjectStore) {
        self.objects = objects
    }

    public func publish(_ message: Message) throws(PipelineError) -> String {
        let bytes = message.body.bytes(.pretty) + [UInt8(ascii: "\n")]
        try objects.put("notifications/\(message.deliveryID).json", bytes)
        return message.deliveryID
    }
}
