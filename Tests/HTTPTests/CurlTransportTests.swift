import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import Testing

@Suite(.timeLimit(.minutes(5))) struct CurlTransportTests {
    /// Serves on a loopback port while `body` runs; the address ends without a slash.
    private func withServer<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled,
            handler: ClosureHTTPHandler { try await Self.answer($0) })
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening()
        guard case .ip4(let host, let port)? = await server.listeningAddress else { throw CancellationError() }
        return try await body("http://\(host):\(port)")
    }

    @Sendable private static func answer(_ request: FlyingFox.HTTPRequest) async throws -> FlyingFox.HTTPResponse {
        switch request.path {
        case "/echo":
            var body = Data("\(request.method.rawValue) \(request.headers[HTTPHeader("X-Custom")] ?? "-") ".utf8)
            body.append(try await request.bodyData)
            return HTTPResponse(
                statusCode: .ok, headers: FlyingFox.HTTPHeaders([HTTPHeader("X-Answer"): " 42 "]), body: body)
        case "/redirect": return HTTPResponse(statusCode: .found, headers: FlyingFox.HTTPHeaders([.location: "/echo"]))
        case "/large": return HTTPResponse(statusCode: .ok, body: Data(repeating: 7, count: 100_000))
        case "/slow":
            try await Task.sleep(for: .seconds(30))
            return HTTPResponse(statusCode: .ok)
        default: return HTTPResponse(statusCode: .notFound)
        }
    }

    @Test func anExchangeThatIsGivenUpEnds() async throws {
        try await withServer { url in
            let (cancellation, transport) = (HTTPCancellation(), CurlTransport(proxy: .none))
            let start = ContinuousClock.now
            let error = await withCheckedContinuation { (continuation: CheckedContinuation<HTTPError?, Never>) in
                Thread.detachNewThread {
                    let request = HTTP.HTTPRequest("GET", "\(url)/slow")
                    do throws(HTTPError) {
                        _ = try transport.send(request, until: cancellation)
                        continuation.resume(returning: nil)
                    } catch {
                        continuation.resume(returning: error)
                    }
                }
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: 0.1)
                    cancellation.cancel()
                }
            }
            #expect(error?.code == .cancelled)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    /// The transport blocks its thread, so it gets one that is not the test's.
    private func send(
        _ request: HTTP.HTTPRequest, _ transport: CurlTransport = CurlTransport(proxy: .none)
    ) async throws -> HTTP.HTTPResponse {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try transport.send(request) }) }
        }
    }

    @Test(
        arguments: [
            ("GET", [], "GET v "), ("POST", Array("häß".utf8), "POST v häß"), ("POST", [], "POST v "),
            ("PUT", [1, 0, 2], "PUT v \u{1}\u{0}\u{2}"), ("DELETE", [], "DELETE v "),
        ] as [(String, [UInt8], String)])
    func requestArrivesWhole(_ method: String, body: [UInt8], echo: String) async throws {
        let response = try await withServer {
            try await send(HTTPRequest(method, "\($0)/echo", headers: ["X-Custom": "v"], body: body))
        }
        #expect(response.status == 200)
        #expect(response.headers["x-answer"] == "42")
        #expect(String(decoding: response.body, as: UTF8.self) == echo)
    }

    @Test func nothingOfARequestReachesTheNext() async throws {
        try await withServer { server in
            let transport = CurlTransport(proxy: .none)
            let first = HTTPRequest("POST", "\(server)/echo", headers: ["X-Custom": "v"], body: [65])
            _ = try await send(first, transport)
            let second = try await send(HTTPRequest("GET", "\(server)/echo"), transport)
            #expect(String(decoding: second.body, as: UTF8.self) == "GET - ")
        }
    }

    @Test func everyStatusIsAResponse() async throws {
        try await withServer { server in
            #expect(try await send(HTTPRequest("GET", "\(server)/nothing")).status == 404)
            let redirect = try await send(HTTPRequest("GET", "\(server)/redirect"))
            #expect(redirect.status == 302)
            #expect(redirect.headers["Location"] == "/echo")
        }
    }

    @Test func brokenExchangesAreErrorsWithoutSecrets() async throws {
        try await withServer { server in
            let cases: [(HTTP.HTTPRequest, HTTPError.Code)] = [
                (HTTPRequest("GET", "\(server)/large", responseLimit: 99_999), .responseTooLarge),
                (HTTPRequest("GET", "\(server)/slow", timeout: .milliseconds(50)), .timedOut),
                (HTTPRequest("GET", "http://127.0.0.1:9/"), .connectionFailed),
                (HTTPRequest("GET", "file:///etc/passwd"), .invalidURL),
                (HTTPRequest("GET", server, headers: ["X": "a\r\nY: b"]), .invalidHeader),
                (HTTPRequest("GET", "not an address"), .invalidURL),
            ]
            for (request, code) in cases {
                let error = await #expect(throws: HTTPError.self) { try await send(request) }
                #expect(error?.code == code, "\(request.url)")
            }
        }
        let error = HTTPError(.other, HTTPRequest("GET", "https://user:pass@host/a?token=secret"), cause: "x")
        #expect(error.target == "GET https://host/a")
    }
}
