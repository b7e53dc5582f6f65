import FlyingFox
import Foundation
import JSON

/// Translates between HTTP and the service: AWS JSON 1.0, the operation in `X-Amz-Target`.
struct APIHandler: HTTPHandler {
    /// Bytes of the largest request, as the service takes them.
    static let maximumBodySize = 1_048_576
    private static let targetPrefix = "AWSStepFunctions."

    let service: StatesService
    /// nil to allow any host.
    let hosts: HostRule?

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = try await body(of: request)
        guard hosts?.allows(request.headers[.host]) != false else {
            return Self.response(
                ServiceError("AccessDeniedException", "This host is not served; --host names others.", status: 403))
        }
        guard let body else {
            return Self.response(
                ServiceError(
                    "RequestEntityTooLargeException",
                    "A request may have \(Self.maximumBodySize) bytes.", status: 413))
        }
        do throws(ServiceError) {
            let operation = try operation(of: request)
            let members = try members(body)
            // Only who waits for work may wait long enough to go away meanwhile.
            guard operation == "GetActivityTask" else {
                return Self.response(try await service.respond(to: operation, members))
            }
            return try await ClientWatch(request.remoteAddress).whileConnected { () async throws(ServiceError) in
                Self.response(try await service.respond(to: operation, members))
            }
        } catch {
            return Self.response(error)
        }
    }

    private func operation(of request: HTTPRequest) throws(ServiceError) -> String {
        let target = request.headers[HTTPHeader("X-Amz-Target")] ?? ""
        guard request.method == .POST, target.hasPrefix(Self.targetPrefix) else {
            throw ServiceError(
                "UnknownOperationException", "This is the Step Functions API: POST, with an X-Amz-Target header.")
        }
        return String(target.dropFirst(Self.targetPrefix.count))
    }

    private func members(_ body: [UInt8]) throws(ServiceError) -> JSON {
        if body.isEmpty { return [:] }
        do {
            return try JSON(parsing: body)
        } catch {
            throw ServiceError("SerializationException", "The request is not JSON: \(error)")
        }
    }

    /// The whole body, read to its end so that the connection stays in step; nil for one that is too large.
    private func body(of request: HTTPRequest) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        var size = 0
        for try await chunk in request.bodySequence {
            size += chunk.count
            if size <= Self.maximumBodySize { bytes.append(contentsOf: chunk) } else { bytes = [] }
        }
        return size <= Self.maximumBodySize ? bytes : nil
    }

    private static func response(_ body: JSON) -> HTTPResponse {
        HTTPResponse(statusCode: .ok, headers: headers, body: Data(body.bytes()))
    }

    private static func response(_ error: ServiceError) -> HTTPResponse {
        HTTPResponse(
            statusCode: HTTPStatusCode(error.status, phrase: error.code), headers: headers,
            body: Data(error.json.bytes()))
    }

    private static var headers: HTTPHeaders {
        [
            .contentType: "application/x-amz-json-1.0",
            HTTPHeader("x-amzn-RequestId"): UUID().uuidString.lowercased(),
        ]
    }
}
