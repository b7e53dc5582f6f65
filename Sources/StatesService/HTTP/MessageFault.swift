/// Why bytes from a client are no request that is served. The connection cannot go on after it.
struct MessageFault: Error, Hashable, Sendable {
    /// Of the HTTP response.
    let status: Int
    /// The error's code in the response.
    let code: String
    /// A sentence.
    let message: String

    static func malformed(_ message: String) -> MessageFault {
        MessageFault(status: 400, code: "BadRequest", message: message)
    }

    static let headTooLarge = MessageFault(
        status: 431, code: "RequestHeaderFieldsTooLarge",
        message: "A request line with its header fields may have \(RequestHead.maximumSize) bytes.")

    static let bodyTooLarge = MessageFault(
        status: 413, code: "RequestEntityTooLargeException",
        message: "A request may have \(APIHandler.maximumBodySize) bytes.")
}
