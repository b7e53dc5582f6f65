import HTTP
package import JSON

/// A service of the AWS JSON protocol: one path, the operation in a header.
struct JSONServiceClient: ServiceClient {
    let endpoint: ServiceEndpoint
    /// What stands before the operation in `X-Amz-Target`.
    let target: String
    /// Of the protocol.
    let version: String
    /// Whether the service's members start with small letters, where state machines write capitals.
    let isCamelCase: Bool

    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse {
        let members = JSON.object(parameters)
        let response = try await endpoint.send(
            "POST", "/",
            headers: [
                "Content-Type": "application/x-amz-json-\(version)", "X-Amz-Target": "\(target).\(operation)",
            ], body: (isCamelCase ? MemberNames.lowercased(members) : members).bytes())
        let body: JSON
        do {
            body = response.body.isEmpty ? [:] : try JSON(parsing: response.body)
        } catch {
            throw .unreachable("\(endpoint.url) did not answer with JSON: \(error)")
        }
        guard response.isSuccess else {
            let type = body["__type"]?.string ?? response.headers["x-amzn-ErrorType"] ?? "InternalFailure"
            throw ServiceFailure(
                code: type.split(separator: "#").last.map { String($0.prefix { $0 != ":" }) },
                message: body["message"]?.string ?? body["Message"]?.string ?? "", status: response.status,
                requestID: response.headers["x-amzn-RequestId"] ?? "")
        }
        return ServiceResponse(
            (isCamelCase ? MemberNames.uppercased(body) : body).object ?? JSONObject(), headers: response.headers,
            status: response.status)
    }
}

/// Names of members between services and state machines: state machines always start them with a capital.
package enum MemberNames {
    /// The value with all names of members starting with a small letter.
    package static func lowercased(_ value: JSON) -> JSON {
        renamed(value) { $0.prefix(1).lowercased() + $0.dropFirst() }
    }

    /// The value with all names of members starting with a capital.
    package static func uppercased(_ value: JSON) -> JSON {
        renamed(value) { $0.prefix(1).uppercased() + $0.dropFirst() }
    }

    private static func renamed(_ value: JSON, _ rename: (String) -> String) -> JSON {
        switch value {
        case .object(let object):
            .object(JSONObject(object.map { (rename($0.key), renamed($0.value, rename)) }))
        case .array(let elements): .array(elements.map { renamed($0, rename) })
        default: value
        }
    }
}
