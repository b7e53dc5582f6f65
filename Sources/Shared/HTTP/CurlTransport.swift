import Synchronization

/// The network through libcurl: one connection, kept open between requests to the same host.
///
/// Certificates are verified, only `http` and `https` are spoken and redirects are answers like any other. Requests of
/// several threads take turns. A program that uses this ignores `SIGPIPE`: a peer that hangs up must be an error, not the
/// end.
public final class CurlTransport: HTTPTransport {
    /// Whether requests go through the proxy that the environment names (`https_proxy` and its like).
    public enum Proxy: Hashable, Sendable {
        /// As the environment says; for requests into the world.
        case environment
        /// Always straight to the host; for the Lambda Runtime API, which no proxy can reach.
        case none
    }

    private let handle = Mutex(CurlHandle())
    private let proxy: Proxy

    /// A transport without a connection; the first request opens one.
    public init(proxy: Proxy = .environment) {
        self.proxy = proxy
    }

    public func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
        try send(request, until: nil)
    }

    /// Sends a request that another thread may give up.
    ///
    /// - Throws: ``HTTPError``, with the code `cancelled` where that happened.
    public func send(
        _ request: HTTPRequest, until cancellation: HTTPCancellation?
    ) throws(HTTPError) -> HTTPResponse {
        try handle.withLock { handle throws(HTTPError) in
            try handle.perform(request, bypassingProxy: proxy == .none, until: cancellation)
        }
    }
}
