/// One HTTP response, complete in memory. Any status is a response, also 404 and 500; only a broken exchange is an error.
public struct HTTPResponse: Hashable, Sendable {
    /// The status code, such as 200.
    public var status: Int
    /// The header fields of the final response.
    public var headers: HTTPHeaders
    /// The body.
    public var body: [UInt8]

    /// A response, as a test scripts it.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is one of 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}
