import Glibc
import HTTP
import Synchronization

/// The way to one service: its endpoint, and what every request carries.
struct ServiceDoor: Sendable {
    /// How long a service may take to answer.
    private static let timeout = Duration.seconds(60)

    let endpoint: String
    let signingName: String

    init(endpoint: String, signingName: String) {
        self.endpoint = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        self.signingName = signingName
    }

    func send(
        _ method: String, _ path: String, headers: HTTPHeaders, body: [UInt8] = []
    ) async throws(ServiceFailure) -> HTTPResponse {
        var headers = headers
        // Stand-ins for AWS tell by the scope which service is meant, and check no signature.
        headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/\(signingName)/aws4_request, "
            + "SignedHeaders=host, Signature=0"
        let request = HTTPRequest(method, endpoint + path, headers: headers, body: body, timeout: Self.timeout)
        do throws(HTTPError) {
            return try await HTTPThread.send(request)
        } catch {
            throw .unreachable(error.description)
        }
    }
}

/// Sends requests from Swift tasks: each on a thread of its own, since the transport blocks the one it is called on.
enum HTTPThread {
    private static let idle = Mutex<[CurlTransport]>([])

    /// Sends a request, straight to its host.
    static func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>) in
            BlockingThread.run {
                // Connections are kept for the next request.
                let transport = idle.withLock { $0.popLast() } ?? CurlTransport(proxy: .none)
                let result = Result { () throws(HTTPError) in try transport.send(request) }
                idle.withLock { $0.append(transport) }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}

/// A thread that may block.
private enum BlockingThread {
    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    static func run(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            // No thread is to be had: block this one rather than lose the work.
            work.takeRetainedValue().body()
        }
    }
}
