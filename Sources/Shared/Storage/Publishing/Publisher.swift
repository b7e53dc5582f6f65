public import Failures
public import JSON

/// One message about a run, for people and machines.
public struct Message: Hashable, Sendable {
    /// The same whenever the same message is sent again; a receiver drops what it has had.
    public var deliveryID: String
    /// One line for people.
    public var text: String
    /// The whole message for machines.
    public var body: JSON

    /// A message to publish.
    public init(deliveryID: String, text: String, body: JSON) {
        self.deliveryID = deliveryID
        self.text = text
        self.body = body
    }
}

/// Sends messages to whoever wants to know of imports.
public protocol Publisher {
    /// Sends a message. Sending it again is harmless.
    ///
    /// - Returns: The receiver's id for the message.
    /// - Throws: `Publish.Unavailable` for what may pass, `Publish.Refused` for what does not.
    func publish(_ message: Message) throws(PipelineError) -> String
}

/// Sends each message to several receivers, in order, and gives the first one's id.
public struct PublisherList: Publisher {
    private let publishers: [any Publisher]

    /// A publisher to others, at least one.
    public init(_ publishers: [any Publisher]) {
        self.publishers = publishers
    }

    public func publish(_ message: Message) throws(PipelineError) -> String {
        var first: String?
        for publisher in publishers {
            let id = try publisher.publish(message)
            first = first ?? id
        }
        return first ?? message.deliveryID
    }
}
