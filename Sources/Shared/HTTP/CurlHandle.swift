import CCurl

/// A libcurl easy handle with its connection; freed when the value goes away.
struct CurlHandle: ~Copyable {
    /// Nil when libcurl has no memory or cannot start its TLS library.
    private let raw: UnsafeMutableRawPointer?

    init() {
        raw = curl_easy_init()
    }

    deinit { curl_easy_cleanup(raw) }

    /// Carries out one exchange. Options are set anew each time, so that nothing of a request reaches the next one.
    func perform(_ request: HTTPRequest, bypassingProxy: Bool) throws(HTTPError) -> HTTPResponse {
        guard let raw else { throw HTTPError(.other, request, cause: "libcurl could not be started") }
        curl_easy_reset(raw)
        let received = ReceivedResponse(bodyLimit: request.responseLimit)
        var fields: UnsafeMutablePointer<curl_slist>?
        for field in request.headers.fields {
            // libcurl drops "Name:" without a value; a semicolon sends it empty.
            fields = curl_slist_append(fields, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // Without this libcurl waits up to a second for permission to send a large body.
        fields = curl_slist_append(fields, "Expect:")
        defer { curl_slist_free_all(fields) }

        let code = withExtendedLifetime(received) {
            request.body.withUnsafeBytes { body in
                setUp(request, fields: fields, body: body, bypassingProxy: bypassingProxy, received: received)
                return curl_easy_perform(raw)
            }
        }
        guard code == CURLE_OK else {
            throw HTTPError(Self.meaning(of: code, received), request, cause: String(cString: curl_easy_strerror(code)))
        }
        var status = 0
        _ = ccurl_get_long(raw, CURLINFO_RESPONSE_CODE, &status)
        return HTTPResponse(status: status, headers: received.headers, body: received.body)
    }

    private func setUp(
        _ request: HTTPRequest, fields: UnsafeMutablePointer<curl_slist>?, body: UnsafeRawBufferPointer,
        bypassingProxy: Bool, received: ReceivedResponse
    ) {
        _ = ccurl_set_string(raw, CURLOPT_URL, request.url)
        _ = ccurl_set_string(raw, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = ccurl_set_long(raw, CURLOPT_FOLLOWLOCATION, 0)
        _ = ccurl_set_long(raw, CURLOPT_NOSIGNAL, 1)
        _ = ccurl_set_long(raw, CURLOPT_SSL_VERIFYPEER, 1)
        _ = ccurl_set_long(raw, CURLOPT_SSL_VERIFYHOST, 2)
        _ = ccurl_set_list(raw, CURLOPT_HTTPHEADER, fields)
        if bypassingProxy { _ = ccurl_set_string(raw, CURLOPT_PROXY, "") }
        if let timeout = request.timeout {
            _ = ccurl_set_long(raw, CURLOPT_TIMEOUT_MS, max(1, timeout.wholeMilliseconds))
        }
        switch request.method {
        case "GET": _ = ccurl_set_long(raw, CURLOPT_HTTPGET, 1)
        case "HEAD": _ = ccurl_set_long(raw, CURLOPT_NOBODY, 1)
        default:
            _ = ccurl_set_string(raw, CURLOPT_CUSTOMREQUEST, request.method)
            _ = ccurl_set_long(raw, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
            // An empty buffer may have no address, which libcurl would take for "read the body from a callback".
            if let address = body.baseAddress, !body.isEmpty {
                _ = ccurl_set_pointer(raw, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: address))
            } else {
                _ = ccurl_set_string(raw, CURLOPT_COPYPOSTFIELDS, "")
            }
        }
        let context = Unmanaged.passUnretained(received).toOpaque()
        _ = ccurl_set_writer(raw, CURLOPT_WRITEFUNCTION, receiveBody)
        _ = ccurl_set_pointer(raw, CURLOPT_WRITEDATA, context)
        _ = ccurl_set_writer(raw, CURLOPT_HEADERFUNCTION, receiveHeader)
        _ = ccurl_set_pointer(raw, CURLOPT_HEADERDATA, context)
    }

    private static func meaning(of code: CURLcode, _ received: ReceivedResponse) -> HTTPError.Code {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .hostNotFound
        case CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            .connectionFailed
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE:
            .tlsFailed
        case CURLE_WRITE_ERROR where received.isOverLimit: .responseTooLarge
        default: .other
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
