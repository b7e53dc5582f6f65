import HTTP

/// The way to one service: its URL, and what every request carries.
struct ServiceEndpoint: Sendable {
    /// How long a service may take to answer, unless a request says otherwise.
    private static let timeout = Duration.seconds(60)

    let url: String
    let signingName: String

    init(url: String, signingName: String) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.signingName = signingName
    }

    /// Sends a request; it is given up with the surrounding task.
    func send(
        _ method: String, _ path: String, headers: HTTPHeaders, body: [UInt8] = [], within limit: Duration? = nil
    ) async throws(ServiceFailure) -> HTTPResponse {
        var headers = headers
        // Stand-ins for AWS tell by the scope which service is meant, and check no signature.
        headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/\(signingName)/aws4_request, "
            + "SignedHeaders=host, Signature=0"
        let request = HTTPRequest(
            method, url + path, headers: headers, body: body, timeout: limit ?? Self.timeout)
        do throws(HTTPError) {
            return try await HTTPThread.send(request)
        } catch {
            throw .unreachable(error.description)
        }
    }
}
