import FlyingFox
import FlyingSocks
public import Foundation
import Synchronization

/// The few requests of S3 that a reader and a writer of objects make, on a loopback port.
public final class ObjectServer: Sendable {
    private struct State {
        var objects: [String: Data]
        var parts: [Data] = []
        var requests: [String] = []
        var completionFails = false
    }

    private let state: Mutex<State>

    private init(_ objects: [String: Data]) {
        state = Mutex(State(objects: objects))
    }

    /// The objects by path, such as `/bucket/key`.
    public var objects: [String: Data] { state.withLock { $0.objects } }

    /// The requests so far: method, path and, where there is one, the range.
    public var requests: [String] { state.withLock { $0.requests } }

    /// Lets uploads in parts fail when they are completed, with a status that tells of success, as S3 may.
    public func failCompletions() { state.withLock { $0.completionFails = true } }

    /// Serves while `body` runs, which gets the address and the server.
    public static func serving<Result: Sendable>(
        _ objects: [String: Data], _ body: (String, ObjectServer) async throws -> Result
    ) async throws -> Result {
        let store = ObjectServer(objects)
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled,
            handler: ClosureHTTPHandler { request in store.answer(to: request, try await request.bodyData) })
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(let host, let port)? = await server.listeningAddress else { throw CancellationError() }
        return try await body("http://\(host):\(port)", store)
    }

    private func answer(to request: HTTPRequest, _ body: Data) -> HTTPResponse {
        state.withLock { state in
            let range = request.headers[HTTPHeader("Range")]
            state.requests.append(["\(request.method.rawValue) \(request.path)", range ?? ""].joined(separator: " "))
            let query = Set(request.query.map(\.name))
            switch request.method {
            case .GET where query.contains("list-type"): return Self.listing(of: state.objects.keys.sorted())
            case .GET where request.path == "/":
                return Self.document(
                    "<ListAllMyBucketsResult><Owner><ID>me</ID></Owner><Buckets>"
                        + state.objects.keys.sorted().map { "<Bucket><Name>\($0)</Name></Bucket>" }.joined()
                        + "</Buckets></ListAllMyBucketsResult>")
            case .GET: return Self.part(of: state.objects[request.path], range ?? "bytes=0-")
            case .PUT where query.contains("partNumber"):
                state.parts.append(body)
                return HTTPResponse(
                    statusCode: .ok, headers: HTTPHeaders([HTTPHeader("ETag"): "\"\(state.parts.count)\""]))
            case .PUT: state.objects[request.path] = body
            case .POST where query.contains("uploads"):
                return Self.document("<Result><UploadId>u/1</UploadId></Result>")
            case .DELETE: return HTTPResponse(statusCode: .noContent)
            case .POST where state.completionFails:
                return Self.document("<Error><Code>InternalError</Code><Message>Try again.</Message></Error>")
            default: state.objects[request.path] = state.parts.reduce(Data(), +)
            }
            return HTTPResponse(statusCode: .ok)
        }
    }

    private static func part(of object: Data?, _ range: String) -> HTTPResponse {
        guard let object else {
            return HTTPResponse(
                statusCode: .notFound,
                body: Data("<Error><Message>The specified key does not exist.</Message></Error>".utf8))
        }
        let bounds = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
        guard let first = bounds.first, first < object.count else {
            return HTTPResponse(statusCode: HTTPStatusCode(416, phrase: "Range Not Satisfiable"))
        }
        let last = min(bounds.dropFirst().first ?? Int.max - 1, object.count - 1)
        return HTTPResponse(
            statusCode: HTTPStatusCode(206, phrase: "Partial Content"),
            headers: HTTPHeaders([HTTPHeader("ETag"): "\"tag\""]),
            body: object[first...last])
    }

    private static func listing(of paths: [String]) -> HTTPResponse {
        let entries = paths.map { path in
            "<Contents><Key>\(path.split(separator: "/").dropFirst().joined(separator: "/"))</Key><Size>3</Size>"
                + "<ETag>&quot;tag&quot;</ETag><LastModified>2024-01-02T03:04:05.000Z</LastModified></Contents>"
        }
        return document("<ListBucketResult>\(entries.joined())</ListBucketResult>")
    }

    private static func document(_ text: String) -> HTTPResponse {
        HTTPResponse(statusCode: .ok, body: Data(text.utf8))
    }
}
