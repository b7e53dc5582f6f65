import JSON
import Testing

@Suite("Bytes that are no request", .timeLimit(.minutes(5)))
struct HostileRequestTests {
    private static let start = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSStepFunctions.ListActivities\r\n"

    /// Bytes, and the status that they are refused with.
    private static let refused = [
        (start + "X-Long: " + String(repeating: "x", count: 400_000) + "\r\n\r\n", "431"),
        (start + String(repeating: "X-Many: x\r\n", count: 40_000) + "\r\n", "431"),
        ("POST /" + String(repeating: "x", count: 400_000), "431"),
        (start + "Content-Length: 9223372036854775807\r\n\r\n{}", "413"),
        (start + "Content-Length: 92233720368547758070\r\n\r\n{}", "413"),
        (start + "Content-Length: -1\r\n\r\n", "400"),
        (start + "Content-Length: +2\r\n\r\n{}", "400"),
        (start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400"),
        (start + "Content-Length: 2, 3\r\n\r\n{}", "400"),
        (start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "400"),
        (start + "Content-Length: 1 2\r\n\r\n{}", "400"),
        (start + "Transfer-Encoding: chunked\r\n\r\n1 0\r\n{}\r\n0\r\n\r\n", "400"),
        (start + "Transfer-Encoding: gzip\r\n\r\n", "400"),
        (start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", "400"),
        (start + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n", "400"),
        (start + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", "400"),
        (start + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}", "413"),
        (start + "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: "1", count: 400_000), "400"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 1000\r\n\r\n", "403"),
        (start + " folded: x\r\n\r\n", "400"),
        (start + "No colon\r\n\r\n", "400"),
        ("GET / HTTP/2.0\r\n\r\n", "400"),
        ("nonsense\r\n\r\n", "400"),
    ]

    // One server for all: each would be a process of its own.
    @Test("are refused at once, and others are served")
    func refusal() async throws {
        let server = try await ServedStates()
        for (bytes, status) in Self.refused {
            let (client, start) = (try RawClient(server.url), ContinuousClock.now)
            client.send(bytes)
            try await client.waitFor("HTTP/1.1 \(status) ")
            #expect(client.text.hasPrefix("HTTP/1.1 \(status) "), "\(bytes.prefix(200)): \(client.text)")
            #expect(try server.call("ListActivities", [:]) == ["activities": []])
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    private static let served = [
        start + "Content-Length: 2\r\n\r\n{}",
        start + "Content-Length: \t2 \r\n\r\n{}",
        start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        start + "\r\n",
        start + "Transfer-Encoding: chunked\r\n\r\n1;x=y\r\n{\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n",
        "\r\n" + start + "Content-Length: 2\r\n\r\n{}",
        "POST / HTTP/1.0\nHost: localhost\nX-Amz-Target: AWSStepFunctions.ListActivities\n\n",
    ]

    @Test("what HTTP allows is served")
    func service() async throws {
        let server = try await ServedStates()
        for bytes in Self.served {
            let client = try RawClient(server.url)
            client.send(bytes)
            try await client.waitFor("{\"activities\":[]}")
            #expect(client.text.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(bytes): \(client.text)")
        }
    }

    @Test("two requests at once are answered in order")
    func pipelined() async throws {
        let server = try await ServedStates()
        let client = try RawClient(server.url)
        client.send(Self.start + "Content-Length: 2\r\n\r\n{}" + Self.start + "Content-Length: 1\r\n\r\n{")
        try await client.waitFor("SerializationException")
        #expect(client.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(client.text.contains("{\"activities\":[]}HTTP/1.1 400 Bad Request\r\n"))
    }

    @Test("a client that waits for leave to send its body gets it")
    func expectation() async throws {
        let server = try await ServedStates()
        let client = try RawClient(server.url)
        client.send(Self.start + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        try await client.waitFor("100 Continue\r\n\r\n")
        #expect(client.text == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("{}")
        try await client.waitFor("{\"activities\":[]}")
        #expect(client.text.hasSuffix("{\"activities\":[]}"))
    }
}
