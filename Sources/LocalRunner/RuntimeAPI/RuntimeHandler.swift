import FlyingFox
import Foundation
import JSON

/// Translates between HTTP and a sandbox.
struct RuntimeHandler: HTTPHandler {
    /// Whose calls these are; nil when the sandbox has ended.
    let sandbox: @Sendable () -> (any RuntimeAPIService)?

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = try await PostedBody(request)
        guard let service = sandbox() else { return Self.ended }
        let path = request.path.split(separator: "/").map(String.init)
        do throws(RuntimeAPIRefusal) {
            guard path.prefix(2) == ["2018-06-01", "runtime"] else { return Self.notFound }
            switch (request.method, path.dropFirst(2).first, path.dropFirst(3).first, path.dropFirst(4).first) {
            case (.GET, "invocation", "next", nil):
                return try await next(of: service)
            case (.POST, "invocation", let requestID?, "response"):
                try await service.finish(
                    requestID, with: body.isTooLarge ? .responseTooLarge(body.size) : .response(body.bytes))
                return body.isTooLarge ? Self.tooLarge : Self.accepted
            case (.POST, "invocation", let requestID?, "error"):
                try await service.finish(requestID, with: .error(body.bytes))
                return Self.accepted
            case (.POST, "init", "error", nil):
                try await service.failInitialization(with: String(decoding: body.bytes, as: UTF8.self))
                return Self.accepted
            default:
                return Self.notFound
            }
        } catch {
            return Self.refusal(error)
        }
    }

    private func next(of service: any RuntimeAPIService) async throws(RuntimeAPIRefusal) -> HTTPResponse {
        guard let invocation = try await service.next() else { return Self.ended }
        let deadline = Date(timeIntervalSinceNow: invocation.timeout / .seconds(1))
        return HTTPResponse(
            statusCode: .ok,
            headers: [
                .contentType: "application/json",
                HTTPHeader("Lambda-Runtime-Aws-Request-Id"): invocation.requestID,
                HTTPHeader("Lambda-Runtime-Deadline-Ms"): String(Int64(deadline.timeIntervalSince1970 * 1000)),
                HTTPHeader("Lambda-Runtime-Invoked-Function-Arn"): invocation.functionARN,
                HTTPHeader("Lambda-Runtime-Trace-Id"): invocation.traceID,
            ], body: Data(invocation.payload))
    }

    private static var ended: HTTPResponse {
        refusal(.invalidTransition(from: "Ended", to: "Ready"))
    }

    private static var accepted: HTTPResponse {
        HTTPResponse(statusCode: .accepted, headers: json, body: Data(#"{"status":"OK"}"#.utf8))
    }

    private static var notFound: HTTPResponse {
        HTTPResponse(statusCode: .notFound, headers: json, body: Data("404 page not found".utf8))
    }

    private static var tooLarge: HTTPResponse {
        refusal(
            RuntimeAPIRefusal(
                status: 413, errorType: "RequestEntityTooLarge",
                errorMessage: "Exceeded maximum allowed payload size (\(PayloadLimit.response) bytes)."))
    }

    private static func refusal(_ refusal: RuntimeAPIRefusal) -> HTTPResponse {
        let body: JSON = [
            "errorMessage": .string(refusal.errorMessage), "errorType": .string(refusal.errorType),
        ]
        return HTTPResponse(
            statusCode: HTTPStatusCode(refusal.status, phrase: refusal.errorType), headers: json,
            body: Data(body.bytes()))
    }

    private static var json: HTTPHeaders { [.contentType: "application/json"] }
}

/// A request's body, read to its end so that the connection stays in step, but kept only up to the limit.
private struct PostedBody {
    var bytes: [UInt8] = []
    var size = 0

    var isTooLarge: Bool { size > PayloadLimit.response }

    init(_ request: HTTPRequest) async throws {
        for try await chunk in request.bodySequence {
            size += chunk.count
            if isTooLarge { bytes = [] } else { bytes.append(contentsOf: chunk) }
        }
    }
}
