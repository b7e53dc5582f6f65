package import HTTP
package import JSON

/// Calls the operations of one service.
package protocol ServiceClient: Sendable {
    /// Calls an operation.
    ///
    /// - Parameters:
    ///   - operation: Its name in the service's API, such as `SendMessage`.
    ///   - parameters: Its members as state machines write them, in Pascal case.
    /// - Returns: The members of the response, in Pascal case.
    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse
}

/// What a service answered.
package struct ServiceResponse: Sendable {
    /// The members of the response.
    package var members: JSONObject
    /// The header fields that it came with.
    package var headers: HTTPHeaders
    /// The HTTP status.
    package var status: Int

    /// A response.
    package init(_ members: JSONObject, headers: HTTPHeaders = [:], status: Int = 200) {
        self.members = members
        self.headers = headers
        self.status = status
    }

    /// How tasks of optimised integrations get the response: with what the SDK knows about the exchange.
    var withMetadata: JSON {
        var members = members
        for member in SDKMetadata.members(
            headers: headers.fields.map { ($0.name, .string($0.value)) }, status: status,
            requestID: headers["x-amzn-RequestId"] ?? "")
        {
            members[member.key] = member.value
        }
        return .object(members)
    }
}

/// Why a call of a service failed.
package struct ServiceFailure: Error, Hashable, Sendable {
    /// The error code in the service's API; nil where the service could not be reached.
    package var code: String?
    /// The service's message.
    package var message: String
    /// The HTTP status.
    package var status: Int
    /// What the service calls the request.
    package var requestID: String

    /// A failure.
    package init(code: String?, message: String, status: Int, requestID: String = "") {
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
    }

    /// A service that cannot be reached, or that does not answer as it should.
    static func unreachable(_ reason: String) -> ServiceFailure {
        ServiceFailure(code: nil, message: "Unable to execute HTTP request: \(reason)", status: 0)
    }
}

/// What results of optimised integrations tell of the exchange, as recorded on AWS.
enum SDKMetadata {
    static func members(headers: [(String, JSON)], status: Int, requestID: String) -> JSONObject {
        [
            "SdkHttpMetadata": [
                "AllHttpHeaders": .object(JSONObject(headers.map { ($0.0, .array([$0.1])) })),
                "HttpHeaders": .object(JSONObject(headers)),
                "HttpStatusCode": .int(status),
            ],
            "SdkResponseMetadata": ["RequestId": .string(requestID)],
        ]
    }
}
