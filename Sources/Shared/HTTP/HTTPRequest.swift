/// One HTTP request, complete in memory.
public struct HTTPRequest: Hashable, Sendable {
    /// The method, such as `GET`.
    public var method: String
    /// The absolute address, with everything in it percent-encoded as it goes over the wire.
    public var url: String
    /// The header fields, in the order they are sent.
    public var headers: HTTPHeaders
    /// The body; empty for none.
    public var body: [UInt8]
    /// The longest the whole exchange may take; nil waits for ever.
    public var timeout: Duration?
    /// How many bytes of response body are accepted before the exchange fails with ``HTTPError/Code/responseTooLarge``.
    public var responseLimit: Int

    /// A request; the default response limit is 64 MiB.
    public init(
        _ method: String, _ url: String, headers: HTTPHeaders = [:], body: [UInt8] = [], timeout: Duration? = nil,
        responseLimit: Int = 64 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.responseLimit = responseLimit
    }
}
