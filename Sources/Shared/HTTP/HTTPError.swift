/// Why an exchange ended without a complete response.
public struct HTTPError: Error, Hashable, Sendable {
    /// The class of the failure.
    public enum Code: String, Hashable, Sendable {
        /// The address is not an absolute `http:` or `https:` address.
        case invalidURL
        /// A header field has a line end in it.
        case invalidHeader
        /// The host's name could not be resolved.
        case hostNotFound
        /// No connection, or it broke before the response was complete. May pass.
        case connectionFailed
        /// The peer could not prove who it is, or speaks no acceptable TLS.
        case tlsFailed
        /// The time limit of the request ran out. May pass.
        case timedOut
        /// The response has more bytes than the request accepts.
        case responseTooLarge
        /// The exchange was given up by who asked for it.
        case cancelled
        /// Anything else that the transport reports.
        case other
    }

    /// The class of the failure.
    public var code: Code
    /// Method and address without query and credentials, which may hold secrets.
    public var target: String
    /// What the layer underneath said.
    public var cause: String

    /// An error about a request.
    public init(_ code: Code, _ request: HTTPRequest, cause: String) {
        self.code = code
        self.target = "\(request.method) \(Self.withoutSecrets(request.url))"
        self.cause = cause
    }

    /// Whether the same request may succeed later.
    public var isTransient: Bool {
        switch code {
        case .connectionFailed, .timedOut, .hostNotFound: true
        case .invalidURL, .invalidHeader, .tlsFailed, .responseTooLarge, .cancelled, .other: false
        }
    }

    private static func withoutSecrets(_ url: String) -> String {
        let address = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = address.range(ofFirst: "://") else { return String(address) }
        let authorityEnd = address[scheme.upperBound...].firstIndex(of: "/") ?? address.endIndex
        guard let at = address[scheme.upperBound..<authorityEnd].lastIndex(of: "@") else { return String(address) }
        return address[..<scheme.upperBound] + String(address[address.index(after: at)...])
    }
}

extension HTTPError: CustomStringConvertible {
    /// A sentence with target and cause.
    public var description: String { "\(target) failed (\(code.rawValue)): \(cause)" }
}

extension Substring {
    /// Where a short text first occurs; a stand-in for Foundation's search.
    fileprivate func range(ofFirst text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
