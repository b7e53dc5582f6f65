import Foundation
import JSON

/// A response, complete in memory.
struct HTTPReply: Sendable {
    private static let phrases = [
        200: "OK", 400: "Bad Request", 403: "Forbidden", 413: "Content Too Large",
        431: "Request Header Fields Too Large", 500: "Internal Server Error",
    ]

    let status: Int
    let body: [UInt8]

    init(_ body: JSON) {
        status = 200
        self.body = body.bytes()
    }

    init(_ error: ServiceError) {
        status = error.status
        body = error.json.bytes()
    }

    init(_ fault: MessageFault) {
        self.init(ServiceError(fault.code, fault.message, status: fault.status))
    }

    /// The response as it is sent, in one piece: two would make the client wait for the second.
    func message(keepsOpen: Bool) -> Data {
        var message = Data(
            """
            HTTP/1.1 \(status) \(Self.phrases[status] ?? "Error")\r
            Content-Type: application/x-amz-json-1.0\r
            Content-Length: \(body.count)\r
            Connection: \(keepsOpen ? "keep-alive" : "close")\r
            x-amzn-RequestId: \(UUID().uuidString.lowercased())\r
            \r

            """.utf8)
        message.append(contentsOf: body)
        return message
    }
}
